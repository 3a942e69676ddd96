"""Questions to the database whose every answer would be something half-written or done twice."""

from running import Deployment

_NEVER = {
    "a staged row without its package or its leaf": """
        select from intake_staged as staged
        where staged.leaf_hash <> sha256('\\x00'::bytea || staged.leaf_body)
           or (staged.package is null and not exists (
                select from intake_mailbox as box where box.mailbox_hash = staged.mailbox_hash))
    """,
    "a staged row whose report is released already": """
        select from intake_staged as staged
        join intake_mailbox as box on box.mailbox_hash = staged.mailbox_hash
        where staged.package is not null
    """,
    "a file of a report without the report, or the other way round": """
        select from guard_file as file
        full join intake_report as report on report.file_id = file.id
        where (file.kind = 'report' or file.id is null) and report.file_id is null
           or file.id is null
    """,
    "a report without its correspondent, its mailbox or where it stands": """
        select from intake_report as report
        left join intake_correspondent as contact on contact.file_id = report.file_id
        left join intake_mailbox as box on box.correspondent_id = contact.id
        left join intake_progress as step on step.correspondent_id = contact.id and step.number = 1
        where box.mailbox_hash is null or step.id is null or box.leaf_hash <> report.leaf_hash
    """,
    "a report without its three keys": """
        select from intake_report as report
        where (select count(distinct key.compartment) from guard_filekey as key
               where key.file_id = report.file_id) <> 3
    """,
    "a key that is not wrapped for exactly those who were granted the file": """
        select from guard_filekey as key join intake_report as report using (file_id)
        where array(select wrap.account_id from guard_keywrap as wrap
                    where wrap.file_key_id = key.id order by 1)
           <> array(select granted.account_id from guard_grant as granted
                    where granted.file_id = key.file_id order by 1)
              and key.compartment <> 'identity'
           or not exists (select from guard_keywrap as wrap where wrap.file_key_id = key.id)
    """,
    "a key to a name that somebody who was granted the file holds": """
        select from guard_filekey as key
        join guard_keywrap as wrap on wrap.file_key_id = key.id and key.compartment = 'identity'
        join guard_grant as granted
          on granted.file_id = key.file_id and granted.account_id = wrap.account_id
        join guard_file as file on file.id = key.file_id and file.kind = 'report'
        join intake_report as report on report.file_id = file.id and report.route <> 'outside'
    """,
    "a report without its sealed story and description": """
        select from intake_report as report
        where array(select item.kind from guard_sealeditem as item
                    where item.file_id = report.file_id
                      and item.kind in ('description', 'narrative') order by 1)
           <> '{description,narrative}'
    """,
    "a report whose leaf is not in the tree exactly once": """
        select from intake_report as report
        where (select count(*) from guard_treeleaf as placed
               where placed.leaf_hash = report.leaf_hash) <> 1
    """,
    "a mailbox without its proof": "select from intake_mailbox where proof = ''",
    "two reports of one leaf": """
        select from intake_report group by leaf_hash having count(*) > 1
    """,
    "anything still staged": """
        select from intake_staged union all select from intake_stagedletter
    """,
}


def half_written(deployment: Deployment) -> list[str]:
    """What is wrong in the database after a sealing, in words; nothing where all is whole."""
    return [
        f"{what}: {count}"
        for what, query in _NEVER.items()
        if (count := len(deployment.rows(query)))
    ]


def is_at_rest(deployment: Deployment) -> bool:
    """Tell whether everything that was sent is sealed, sequenced and proved."""
    return not deployment.rows(
        "select from intake_staged union all select from intake_stagedletter"
        " union all select from guard_pendingleaf"
        " union all select from intake_mailbox where proof = ''"
    )
