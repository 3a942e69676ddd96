"""When a complaint must be recorded, who may complain, and what kinds of matter there are."""

from dataclasses import dataclass

from candour.law.instruments import POLICE_REFORM_ACT_2002, SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """Describes one code of a list, where it stands, and how far that was checked."""

    code: str
    name: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


MUST_BE_RECORDED = (
    CodeRow(
        code="complainant_wishes",
        name="The complainant wishes it to be recorded",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6A)(a)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="death_or_serious_injury",
        name="It alleges that the conduct led to death or serious injury",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6A)-(6B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="crime_or_discipline",
        name="If proved, it would be a crime or justify disciplinary proceedings",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6A)-(6B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="article_2_or_3",
        name="It might involve an infringement of Article 2 or 3 of the Convention on Human Rights",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6A)-(6B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="mandatory_referral",
        name="It is of a description that must be referred to the IOPC",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 2(6B), 4(1)(b)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)

CAPACITIES = (
    CodeRow(
        code="directly_affected",
        name="The person towards whom the conduct was directed",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(1B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="adversely_affected",
        name="Somebody adversely affected",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(1B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="witness",
        name="Somebody who witnessed it",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(1B)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="representative",
        name="Somebody who acts for one of these in writing",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(1B)-(1D)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
)

MATTERS = (
    CodeRow(
        code="complaint_outside_schedule_3",
        name="Complaint, logged and handled outside Schedule 3",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6C)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="complaint_schedule_3",
        name="Complaint, recorded under Schedule 3",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="conduct_matter",
        name="Conduct matter, under the Conduct Regulations alone",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(2)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="recordable_conduct_matter",
        name="Recordable conduct matter, under Schedule 3",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 10, 11",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="dsi_matter",
        name="Death or serious injury matter, under Schedule 3",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="s12(2A)-(2D)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/section/12",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="whistleblowing",
        name="Concern of somebody who serves or served (Part 2B; not relied on, since its"
        " commencement is to be confirmed)",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Part 2B, ss29D-29M",
            url="https://www.legislation.gov.uk/ukpga/2002/30/part/2B",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="super_complaint",
        name="Super-complaint of a designated body",
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Part 2A, s29A",
            url="https://www.legislation.gov.uk/ukpga/2002/30/part/2A",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
    CodeRow(
        code="grievance",
        name="Grievance: the employer's own procedure, screened for conduct",
        provision=Provision(
            instrument=SERVICE_POLICY, reference="grievances that show conduct", url=""
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
    ),
)
