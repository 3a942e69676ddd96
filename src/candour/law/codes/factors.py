"""National factors: what was going on around an allegation. The official list was not found.

These are a first filling for reference data that a deployment edits; nothing in the code asks for
one of them by name.
"""

from dataclasses import dataclass

from candour.law.instruments import DATA_CAPTURE_GUIDANCE
from candour.law.provisions import Provision, Verification

PROVISION = Provision(
    instrument=DATA_CAPTURE_GUIDANCE,
    reference="national factors (appendix, not read)",
    url="https://www.policeconduct.gov.uk",
)
VERIFICATION = Verification.MEMORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Describes one factor of the first filling."""

    code: str
    name: str


FIRST_FILLING = (
    Factor(code="arrest", name="Arrest"),
    Factor(code="custody", name="Custody"),
    Factor(code="call_handling", name="Call handling"),
    Factor(code="domestic_abuse", name="Domestic abuse"),
    Factor(code="drugs_alcohol", name="Drugs or alcohol"),
    Factor(code="firearms", name="Firearms"),
    Factor(code="taser", name="Taser"),
    Factor(code="hate_crime", name="Hate crime"),
    Factor(code="harassment", name="Harassment"),
    Factor(code="mental_health", name="Mental health"),
    Factor(code="missing_person", name="Missing person"),
    Factor(code="investigation", name="Investigation"),
    Factor(code="neighbour_dispute", name="Neighbour dispute"),
    Factor(code="off_duty", name="Off duty"),
    Factor(code="public_order", name="Public order"),
    Factor(code="restraint_equipment", name="Restraint equipment"),
    Factor(code="road_traffic", name="Road traffic"),
    Factor(code="sexual_offence", name="Sexual offence"),
    Factor(code="social_media", name="Social media"),
    Factor(code="stop_and_search", name="Stop and search"),
    Factor(code="strip_search", name="Strip search"),
    Factor(code="violence_against_women_and_girls", name="Violence against women and girls"),
    Factor(code="vulnerable_person", name="Vulnerable person"),
)
