"""The Acts and regulations that the other tables cite, and the dated layers of the regime."""

import datetime
from dataclasses import dataclass

from candour.law.provisions import InForce, Instrument, Provision, Verification

POLICE_REFORM_ACT_2002 = Instrument(
    code="pra_2002",
    title="Police Reform Act 2002",
    short="PRA 2002",
    url="https://www.legislation.gov.uk/ukpga/2002/30",
)
POLICING_AND_CRIME_ACT_2017 = Instrument(
    code="pca_2017",
    title="Policing and Crime Act 2017",
    short="PCA 2017",
    url="https://www.legislation.gov.uk/ukpga/2017/3",
)
APPEALS_TRIBUNALS_RULES_2020 = Instrument(
    code="si_2020_1",
    title="Police Appeals Tribunals Rules 2020",
    short="PAT Rules 2020",
    url="https://www.legislation.gov.uk/uksi/2020/1",
)
COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020 = Instrument(
    code="si_2020_2",
    title="Police (Complaints and Misconduct) Regulations 2020",
    short="Complaints and Misconduct Regs 2020",
    url="https://www.legislation.gov.uk/uksi/2020/2",
)
PERFORMANCE_REGULATIONS_2020 = Instrument(
    code="si_2020_3",
    title="Police (Performance) Regulations 2020",
    short="Performance Regs 2020",
    url="https://www.legislation.gov.uk/uksi/2020/3",
)
CONDUCT_REGULATIONS_2020 = Instrument(
    code="si_2020_4",
    title="Police (Conduct) Regulations 2020",
    short="Conduct Regs 2020",
    url="https://www.legislation.gov.uk/uksi/2020/4",
)
BARRED_LIST_REGULATIONS_2017 = Instrument(
    code="si_2017_1135",
    title="Police Barred List and Police Advisory List Regulations 2017",
    short="Barred List Regs 2017",
    url="https://www.legislation.gov.uk/uksi/2017/1135",
)
CONDUCT_AMENDMENT_REGULATIONS_2024 = Instrument(
    code="si_2024_521",
    title="Police (Conduct) (Amendment) Regulations 2024",
    short="SI 2024/521",
    url="https://www.legislation.gov.uk/uksi/2024/521",
)
VETTING_REGULATIONS_2025 = Instrument(
    code="si_2025_502",
    title="Police (Vetting) Regulations 2025",
    short="Vetting Regs 2025",
    url="https://www.legislation.gov.uk/uksi/2025/502",
)
AMENDMENT_REGULATIONS_2025 = Instrument(
    code="si_2025_558",
    title="Police (Conduct, Performance and Complaints and Misconduct) (Amendment) Regulations"
    " 2025",
    short="SI 2025/558",
    url="https://www.legislation.gov.uk/uksi/2025/558",
)
POLICE_ACT_1996 = Instrument(
    code="pa_1996",
    title="Police Act 1996",
    short="Police Act 1996",
    url="https://www.legislation.gov.uk/ukpga/1996/16",
)
SUPER_COMPLAINTS_REGULATIONS_2018 = Instrument(
    code="si_2018_748",
    title="Police Super-complaints (Designation and Procedure) Regulations 2018",
    short="Super-complaints Regs 2018",
    url="https://www.legislation.gov.uk/uksi/2018/748",
)
BANKING_AND_FINANCIAL_DEALINGS_ACT_1971 = Instrument(
    code="bfda_1971",
    title="Banking and Financial Dealings Act 1971",
    short="BFDA 1971",
    url="https://www.legislation.gov.uk/ukpga/1971/80",
)
DATA_PROTECTION_ACT_2018 = Instrument(
    code="dpa_2018",
    title="Data Protection Act 2018",
    short="DPA 2018",
    url="https://www.legislation.gov.uk/ukpga/2018/12",
)
DATA_CAPTURE_GUIDANCE = Instrument(
    code="iopc_data_guidance",
    title="IOPC Guidance on capturing data about police complaints",
    short="IOPC data guidance",
    url="https://www.policeconduct.gov.uk",
)
WHISTLEBLOWING_DIRECTIVE = Instrument(
    code="eu_2019_1937",
    title="Directive (EU) 2019/1937, adopted here as a service level; it does not bind in the UK",
    short="Directive 2019/1937, adopted",
    url="https://eur-lex.europa.eu/eli/dir/2019/1937/oj",
)
PARITY_POLICY = Instrument(
    code="parity_policy",
    title="Equal rights for those who report and are not complainants in law (adopted policy)",
    short="Parity policy",
    url="",
)
SERVICE_POLICY = Instrument(
    code="service_policy",
    title="Service levels and safeguards adopted with this system",
    short="Service policy",
    url="",
)

INSTRUMENTS = (
    POLICE_REFORM_ACT_2002,
    POLICING_AND_CRIME_ACT_2017,
    APPEALS_TRIBUNALS_RULES_2020,
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    PERFORMANCE_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    BARRED_LIST_REGULATIONS_2017,
    CONDUCT_AMENDMENT_REGULATIONS_2024,
    VETTING_REGULATIONS_2025,
    AMENDMENT_REGULATIONS_2025,
    POLICE_ACT_1996,
    SUPER_COMPLAINTS_REGULATIONS_2018,
    BANKING_AND_FINANCIAL_DEALINGS_ACT_1971,
    DATA_PROTECTION_ACT_2018,
    DATA_CAPTURE_GUIDANCE,
    WHISTLEBLOWING_DIRECTIVE,
    PARITY_POLICY,
    SERVICE_POLICY,
)

REGIME_2020_ON = datetime.date(2020, 2, 1)
SINCE_2020 = InForce(from_on=REGIME_2020_ON)
SINCE_2025 = InForce(from_on=datetime.date(2025, 5, 28))

LAYERS_ARE_SELECTED_BY = (
    "The day a complaint was made; for a conduct matter or a death or serious injury matter, the"
    " day it came to the attention of the appropriate authority."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Describes one layer of the regime and how a matter falls under it.

    A linked earlier matter that is still being handled keeps a later one out of the layer where
    `is_kept_out_by_linked_earlier`; a re-investigation brings a matter of any date into it where
    `is_brought_in_by_reinvestigation`.
    """

    code: str
    name: str
    changes: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    in_force: InForce
    is_kept_out_by_linked_earlier: bool
    is_brought_in_by_reinvestigation: bool
    transitional: str
    provision: Provision
    verification: Verification


LAYERS = (
    Layer(
        code="v2020",
        name="The 2020 regime",
        changes=(
            "Complaints, conduct matters and death or serious injury matters under the Police"
            " Reform Act as amended in 2017, with the four sets of 2020 rules.",
        ),
        instruments=(
            POLICE_REFORM_ACT_2002,
            APPEALS_TRIBUNALS_RULES_2020,
            COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            PERFORMANCE_REGULATIONS_2020,
            CONDUCT_REGULATIONS_2020,
        ),
        in_force=SINCE_2020,
        is_kept_out_by_linked_earlier=False,
        is_brought_in_by_reinvestigation=False,
        transitional="Matters from before this day stay under the older regulations, which are"
        " not held here.",
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="whole instrument",
            url="https://www.legislation.gov.uk/uksi/2020/2/contents",
        ),
        verification=Verification.SEEN,
    ),
    Layer(
        code="v2024",
        name="Panels led by chief officers",
        changes=(
            "A chief officer chairs misconduct hearings, with two independent members and a"
            " legally qualified adviser.",
        ),
        instruments=(CONDUCT_AMENDMENT_REGULATIONS_2024,),
        in_force=InForce(from_on=datetime.date(2024, 5, 7)),
        is_kept_out_by_linked_earlier=False,
        is_brought_in_by_reinvestigation=False,
        transitional="The transitional provision of these regulations is to be confirmed.",
        provision=Provision(
            instrument=CONDUCT_AMENDMENT_REGULATIONS_2024,
            reference="whole instrument",
            url="https://www.legislation.gov.uk/uksi/2024/521/made",
        ),
        verification=Verification.SEEN,
    ),
    Layer(
        code="vetting2025",
        name="Duty to hold vetting",
        changes=("Officers must hold vetting; withdrawing it can lead to dismissal.",),
        instruments=(VETTING_REGULATIONS_2025,),
        in_force=InForce(from_on=datetime.date(2025, 5, 14)),
        is_kept_out_by_linked_earlier=False,
        is_brought_in_by_reinvestigation=False,
        transitional="The transitional provision of these regulations is to be confirmed.",
        provision=Provision(
            instrument=VETTING_REGULATIONS_2025,
            reference="whole instrument",
            url="https://www.legislation.gov.uk/uksi/2025/502/made",
        ),
        verification=Verification.SEEN,
    ),
    Layer(
        code="v2025",
        name="Presumption of dismissal",
        changes=(
            "Dismissal is presumed on gross misconduct.",
            "Former officers go to an accelerated hearing unless they or the authority choose a"
            " full one.",
            "A conviction for an indictable-only offence is always gross misconduct.",
            "Notices may be served by e-mail.",
            "A matter may go to an accelerated hearing after the final report.",
            "A severity assessment may end in a vetting referral.",
        ),
        instruments=(AMENDMENT_REGULATIONS_2025,),
        in_force=InForce(from_on=datetime.date(2025, 5, 28)),
        is_kept_out_by_linked_earlier=True,
        is_brought_in_by_reinvestigation=True,
        transitional="A matter made or noticed before this day stays under the older rules, and so"
        " does a later linked matter while the earlier one is still being handled. A"
        " re-investigation or direction by the IOPC brings a matter of any date under these rules.",
        provision=Provision(
            instrument=AMENDMENT_REGULATIONS_2025,
            reference="reg 66",
            url="https://www.legislation.gov.uk/uksi/2025/558/regulation/66/made",
        ),
        verification=Verification.SEEN,
    ),
)
