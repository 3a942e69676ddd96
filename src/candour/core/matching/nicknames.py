"""Short and pet forms of given names that are common in Britain, so that Dan finds Daniel."""

import functools

from candour.core.matching import similarity

_FORMS = """
abby abi: abigail
aggie: agnes
al: alan albert alexander alfred ali alistair
alex sandy: alexander alexandra alexis
alf alfie: alfred
andy drew: andrew
angie: angela
annie: ann anna anne
archie: archibald
art: arthur
barney: barnaby barnabas
becky becca: rebecca
ben benny: benjamin benedict
bernie: bernard bernadette
beth betty eliza liz lizzie libby: elizabeth elisabeth
bert bertie: albert robert herbert bertram
bill billy will willy liam: william
bob bobby rob robbie robin: robert roberta
brad: bradley
cath cathy kate katie kathy kit kitty: catherine katherine kathryn kathleen
charlie chas chuck: charles charlotte
chris: christopher christian christine christina christie
cindy: lucinda cynthia
clem: clement clementine
con connie: constance conrad cornelius
dan danny: daniel danielle
dave davy: david
deb debbie debs: deborah debra
den denny: dennis denise
des: desmond
di: diana diane
dom: dominic dominique
don donny: donald
dot dottie dolly: dorothy
doug dougie: douglas
ed eddie ned ted teddy: edward edwin edmund theodore
ellie nell nelly: eleanor ellen elena helen
em emmy: emma emily
fran frankie: frances francesca francis frank franklin
fred freddie: frederick alfred frederica
gabby gabe: gabriel gabrielle
gary gaz: gareth gary
geoff: geoffrey jeffrey
gerry jerry: gerald gerard geraldine jeremy jerome
gina: georgina regina
ginny: virginia
graham: graeme grahame
greg: gregory
gus: angus augustus
hal harry hank: henry harold harrison
hattie: harriet
heather: heather
hugh: hugo hubert
ian: iain
issy izzy bella: isabel isabella isobel
jack jackie johnny jon: john jack jonathan jacqueline
jake: jacob
jamie jim jimmy: james
jan: janet janice
jeff: jeffrey geoffrey
jen jenny: jennifer
jess jessie: jessica
jill: gillian jillian
joe joey: joseph joel josephine
jo josie: joanna joanne josephine
josh: joshua
jude: judith julian
judy: judith
jules: julia julian julie
ken kenny: kenneth
kev: kevin
kim: kimberley
larry: laurence lawrence
len lenny: leonard
les: leslie lesley
lil lily: lilian lillian elizabeth
lou: louis louise
luke: lucas
maddie: madeleine madison
maggie meg peggy marge: margaret
mandy: amanda
manny: emmanuel
marty: martin
mat matt: matthew
max: maximilian maxwell maxine
mel: melanie melissa melvin
mick mickey mike mikey: michael
mo: mohammed mohamed muhammad mohammad muhammed mohamad maureen maurice
mohd muhd md: mohammed mohamed muhammad mohammad muhammed mohamad
moll molly polly: mary margaret
nat: nathan nathaniel natalie natasha
nick nicky: nicholas nicola nicole
nige: nigel
noel: noelle
olly ollie: oliver olivia
paddy pat: patrick patricia
pam: pamela
pen penny: penelope
pete: peter
phil pip: philip phillip philippa
rach: rachel
ray: raymond rachel
reg reggie: reginald
ric rich richie rick ricky dick: richard ricardo
ron ronnie: ronald veronica
ros: rosalind rosemary rosamund
rosie: rose rosemary
russ: russell
sal sally: sarah sally
sam sammy: samuel samantha
saz: sarah
seb: sebastian
shaz: sharon
sid: sidney sydney
si: simon
stan: stanley
steph: stephanie
steve stevie: stephen steven stephanie
stu: stuart stewart
sue susie suzy: susan suzanne susannah
tash: natasha
tel terry: terence theresa
tess: theresa
theo: theodore theodora
tim timmy: timothy
tina: christina martina
toby: tobias
tom tommy: thomas
tony: anthony antony antonia
tracy: tracey
trish tricia: patricia
val: valerie valentine
vic vicky: victor victoria
viv: vivian vivienne
wally: walter
wendy: gwendolen
wes: wesley
zac zack: zachary
zoe: zoey
"""


def _read(table: str) -> dict[str, frozenset[str]]:
    """Return, for each name, every name it is or may be short for, or that is short for it."""
    known: dict[str, set[str]] = {}
    for line in table.strip().splitlines():
        short, full = (part.split() for part in line.split(":"))
        for one in short:
            for other in full:
                known.setdefault(one, set()).add(other)
                known.setdefault(other, set()).add(one)
    return {name: frozenset(forms) for name, forms in known.items()}


_KNOWN = _read(_FORMS)


def forms_of(given: str) -> frozenset[str]:
    """Return the folded name itself and every form it may stand for or be called by."""
    return frozenset({given}) | _KNOWN.get(given, frozenset())


def are_forms(first: str, second: str) -> bool:
    """Say whether two folded given names are forms of one name, such as Dan and Daniel."""
    return first != second and second in forms_of(first)


def is_form(given: str) -> bool:
    """Say whether a folded given name is a pet form here, or has one."""
    return given in _KNOWN


@functools.lru_cache(maxsize=50_000)
def near(given: str) -> frozenset[str]:
    """Return the pet forms, and the names that have one, that are nearly a folded given name."""
    return frozenset(name for name in _KNOWN if similarity.is_near(given, name))


def full_names() -> frozenset[str]:
    """Return every name that has a short form here."""
    return frozenset(
        name for line in _FORMS.strip().splitlines() for name in line.split(":")[1].split()
    )
