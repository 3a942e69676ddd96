"""How a case is investigated, by whom, and how a review ends."""

from dataclasses import dataclass

from candour.law.instruments import DATA_CAPTURE_GUIDANCE, POLICE_REFORM_ACT_2002, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """Describes one code of a list.

    is_of_history: only cases from before 1 February 2020 have it.
    """

    code: str
    name: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce
    is_of_history: bool = False


MODES = (
    CodeRow(
        code="independent",
        name="The IOPC investigates it itself",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 19",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="directed",
        name="The IOPC directs the investigation",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 18",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="local",
        name="The authority investigates on its own behalf",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 16",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="returned",
        name="Returned to the force: the IOPC decided that no investigation is needed",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 5, 14, 14D",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="external_force",
        name="Local, by another force on behalf of the authority",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 16",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="managed",
        name="Managed by the former Commission",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3, as before 1 February 2020",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        is_of_history=True,
    ),
    CodeRow(
        code="supervised",
        name="Supervised by the former Commission",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3, as before 1 February 2020",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        is_of_history=True,
    ),
)

REVIEW_RESULTS = (
    CodeRow(
        code="upheld",
        name="Upheld: the outcome was not reasonable and proportionate",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 6A, 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="not_upheld",
        name="Not upheld: the outcome was reasonable and proportionate",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 6A, 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="no_right",
        name="Not valid: there is no right to a review",
        provision=Provision(
            instrument=DATA_CAPTURE_GUIDANCE,
            reference="reviews",
            url="https://www.policeconduct.gov.uk",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="out_of_time",
        name="Not valid: out of time",
        provision=Provision(
            instrument=DATA_CAPTURE_GUIDANCE,
            reference="reviews",
            url="https://www.policeconduct.gov.uk",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="withdrawn",
        name="Withdrawn",
        provision=Provision(
            instrument=DATA_CAPTURE_GUIDANCE,
            reference="reviews",
            url="https://www.policeconduct.gov.uk",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

POWERS_OF_INDEPENDENT_BODY = (
    CodeRow(
        code="own_finding",
        name="Put its own finding in place of the force's",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="direct_reinvestigation",
        name="Direct a new investigation",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="disciplinary_proceedings",
        name="Recommend or direct disciplinary proceedings",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 25, 27",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recommend_remedy",
        name="Recommend a remedy",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 28ZA",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="refer_to_prosecutor",
        name="Put the case to the prosecutor",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)

POWERS_OF_POLICING_BODY = (
    CodeRow(
        code="recommend_investigation",
        name="Recommend an investigation",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 6A, 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recommend_reinvestigation",
        name="Recommend a new investigation",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recommend_referral",
        name="Recommend a referral to the IOPC",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recommend_remedy",
        name="Recommend a remedy",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 28ZA",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recommend_proceedings",
        name="Recommend disciplinary proceedings",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 25",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
)
