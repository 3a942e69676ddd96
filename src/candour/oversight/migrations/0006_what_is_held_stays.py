"""Overseers place legal holds; no row of a held file is deleted, whatever role asks."""

import pathlib

from django.db import migrations

from candour.guard.operations import Keep, SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"
KEPT = (
    "access_declaration", "access_walled", "access_walllift",
    "cases_abusecheck", "cases_accessend", "cases_accesstold", "cases_advice", "cases_allegation",
    "cases_case", "cases_casetask", "cases_clockescalation", "cases_clockextension",
    "cases_contact", "cases_crimeitem", "cases_crimeitemdecision", "cases_crimerecord",
    "cases_crimetask", "cases_custodyanswer", "cases_custodyask", "cases_custodylapse",
    "cases_custodyrequest", "cases_custodytaking", "cases_delayreason", "cases_described",
    "cases_diaryentry", "cases_disclosedcopy", "cases_draft", "cases_escalationanswer",
    "cases_event", "cases_exhibit", "cases_exhibitmove", "cases_finding", "cases_followup",
    "cases_forcerequest", "cases_formalletter", "cases_grievance", "cases_grievancedecision",
    "cases_grievanceitem", "cases_grievancereview", "cases_harmreview", "cases_harmtest",
    "cases_hold", "cases_independencecheck", "cases_inquiryanswer", "cases_interimdecision",
    "cases_ladderreason", "cases_leakalert", "cases_leaktriage", "cases_learning",
    "cases_learningend", "cases_letterservice", "cases_liferisk", "cases_lineend",
    "cases_lineofenquiry", "cases_linetask", "cases_linkdecision", "cases_lookalarm",
    "cases_lookasked", "cases_lookpermit", "cases_looktriage", "cases_managerfailure",
    "cases_managerwatch", "cases_misconductdecision", "cases_nameask", "cases_namedecision",
    "cases_nameend", "cases_namerequest", "cases_nocasecheck", "cases_outcome",
    "cases_outsidesolution", "cases_party", "cases_partyend", "cases_passagecheck",
    "cases_passagewait", "cases_passedon", "cases_protectionplan", "cases_publication",
    "cases_publicationcheck", "cases_publicationend", "cases_redaction", "cases_referral",
    "cases_referralassessment", "cases_removedfinding", "cases_reportanswer",
    "cases_representativerequest", "cases_safetydecision", "cases_safetyreview", "cases_schedule",
    "cases_scheduleline", "cases_screening", "cases_secondanswer", "cases_secondask",
    "cases_separationdefault", "cases_severityassessment", "cases_steptaken", "cases_suggestion",
    "cases_supervisordecision", "cases_supervisornoted", "cases_taskend", "cases_watchsettlement",
    "cases_withholding", "cases_withholdingreview", "cases_witness", "cases_witnesscheckin",
    "imports_difference", "imports_lookupalert", "imports_lookupdecision", "imports_settlement",
    "imports_statedcase",
    "intake_attachment", "intake_correspondent", "intake_escalation", "intake_lookinquiry",
    "intake_progress", "intake_report", "intake_reporterevent", "intake_sealedanew",
    "intake_sealingowed",
    "oversight_alert",
    "patterns_actiondecision", "patterns_apart", "patterns_evidenceorigin", "patterns_gate",
    "patterns_gatedecision", "patterns_knownreporter", "patterns_lookbackassignment",
    "patterns_lookbackitem", "patterns_lookbackresult", "patterns_proposal",
    "patterns_proposaldecision", "patterns_screeningflag", "patterns_warningevidence",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_whoever_is_clean_again_waits_for_the_keys"),
        ("cases", "0035_a_history_says_who_was_told"),
        ("guard", "0013_what_is_held_is_not_erased"),
        ("imports", "0008_planned_changes_wait_for_their_gate"),
        ("intake", "0011_attached_files_are_sealed_anew"),
        ("oversight", "0005_overseers_count_how_reports_are_handled"),
        ("patterns", "0004_changes_wait_and_closed_matters_are_looked_at_again"),
    ]

    operations = [
        SQLFile(SQL / "holds.sql"),
        *[Keep(table=table) for table in KEPT],
        Keep(table="imports_contact", file="report_id"),
        Keep(table="intake_keptname", file="report_id", words="ciphertext"),
    ]
