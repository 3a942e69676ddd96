"""Invented people: common given and family names, put together by chance with a fixed seed."""

import random

GIVEN = (
    "Aaron", "Abigail", "Adam", "Adele", "Aisha", "Alan", "Amara", "Amelia", "Amir", "Andrew",
    "Anita", "Anthony", "Arjun", "Asha", "Ayesha", "Barbara", "Benjamin", "Bethany", "Callum",
    "Carmen", "Charlotte", "Chidi", "Christopher", "Claire", "Connor", "Daniel", "Danielle",
    "David", "Deborah", "Dexter", "Edward", "Elena", "Elizabeth", "Emeka", "Emma", "Esther",
    "Farah", "Fiona", "Gareth", "Gemma", "George", "Grace", "Hamza", "Hannah", "Harriet", "Hassan",
    "Helen", "Ian", "Imran", "Isabel", "Jack", "Jacob", "James", "Jasmine", "Jennifer", "Joanna",
    "Joseph", "Joshua", "Karen", "Katherine", "Kelechi", "Kevin", "Laura", "Leila", "Lewis",
    "Lucy", "Marcus", "Maria", "Martin", "Matthew", "Megan", "Michael", "Mohammed", "Nadia",
    "Naomi", "Nathan", "Nicola", "Oliver", "Olivia", "Patrick", "Peter", "Philippa", "Priya",
    "Rachel", "Rebecca", "Richard", "Robert", "Rosemary", "Samuel", "Sandra", "Sarah", "Simon",
    "Sofia", "Stephen", "Susan", "Thomas", "Tomasz", "Victoria", "William", "Yusuf", "Zainab",
)  # fmt: skip
FAMILY = (
    "Abbott", "Achebe", "Adeyemi", "Ainsworth", "Akhtar", "Aldridge", "Ashworth", "Atkins",
    "Bainbridge", "Bashir", "Beckett", "Bhatt", "Blackwood", "Bradshaw", "Brennan", "Bristow",
    "Calloway", "Carmichael", "Chakraborty", "Chambers", "Chaudhry", "Coleman", "Crawford",
    "Dalton", "Davenport", "Delaney", "Dhillon", "Dobson", "Donnelly", "Drummond", "Eastwood",
    "Edgerton", "Ellison", "Fairclough", "Farooq", "Fenwick", "Fielding", "Fitzroy", "Fletcher",
    "Gallagher", "Garland", "Gill", "Goddard", "Granger", "Hadley", "Halloran", "Hartley",
    "Haverford", "Hendry", "Hollis", "Hussain", "Ibrahim", "Iqbal", "Jardine", "Jefferson",
    "Kapoor", "Kavanagh", "Kendrick", "Kowalski", "Langford", "Lawal", "Linden", "Lockwood",
    "Mackenzie", "Malik", "Marlow", "Mbeki", "Merriman", "Millward", "Moncrieff", "Nash",
    "Nowak", "Oakley", "Obi", "Okafor", "Oldfield", "Osei", "Pemberton", "Penhaligon", "Prescott",
    "Qureshi", "Rafferty", "Ramsden", "Redfern", "Rowntree", "Sandhu", "Satchell", "Shaw",
    "Sherwood", "Siddiqui", "Standish", "Stirling", "Tanner", "Thackeray", "Thornton", "Tremayne",
    "Uddin", "Vaughan", "Wainwright", "Warwick", "Westbrook", "Whitaker", "Wilkes", "Yeboah",
)  # fmt: skip


def draw(rng: random.Random) -> tuple[str, str]:
    """Return a given and a family name."""
    return rng.choice(GIVEN), rng.choice(FAMILY)
