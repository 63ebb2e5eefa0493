"""What must hold among colours and talks beyond the database's constraints."""

TALK_CHECKS = {
    "ledger {0} is red for being made up, and nobody found that": """
        SELECT colour.ledger_id FROM audits_monthcolour colour
        WHERE colour.basis = 'fraud' AND NOT EXISTS (
            SELECT FROM audits_fraudfinding found
            WHERE found.ledger_id = colour.ledger_id AND found.at <= colour.at AND found.withdrawn_at IS NULL
        )
    """,
    "ledger {0} was found to be made up before its colour {1} was written, which says otherwise": """
        SELECT colour.ledger_id, colour.basis FROM audits_monthcolour colour
        JOIN audits_fraudfinding found ON found.ledger_id = colour.ledger_id AND found.withdrawn_at IS NULL
        WHERE colour.basis <> 'fraud' AND found.at <= colour.at
    """,
    "ledger {0} has no colour though its month's colours are written": """
        SELECT ledger.id FROM ledgers_ledger ledger
        WHERE EXISTS (SELECT FROM audits_townshipcolour done WHERE done.month_id = ledger.month_id)
            AND NOT EXISTS (SELECT FROM audits_monthcolour colour WHERE colour.ledger_id = ledger.id)
    """,
    "colours of township {0} in month {1} count {2} reds instead of {3}": """
        SELECT found.township_id, found.month_id, found.reds, count(colour.id) FILTER (WHERE colour.colour = 'red')
        FROM audits_townshipcolour found
        JOIN ledgers_ledger ledger ON ledger.month_id = found.month_id AND ledger.township_id = found.township_id
        LEFT JOIN audits_monthcolour colour ON colour.ledger_id = ledger.id
        GROUP BY found.id HAVING found.reds <> count(colour.id) FILTER (WHERE colour.colour = 'red')
    """,
    "talk {0} of a township rests on a month {1} that was not red": """
        SELECT talk.id, talk.run_from FROM audits_talkcase talk
        WHERE talk.kind = 'township' AND talk.project_id IS NULL AND NOT EXISTS (
            SELECT FROM audits_townshipcolour colour JOIN ledgers_month month ON month.id = colour.month_id
            WHERE colour.township_id = talk.organisation_id AND month.month = talk.run_from AND colour.colour = 'red'
        )
    """,
    "talk {0} of a branch rests on a month {1} that was not red": """
        SELECT talk.id, talk.run_from FROM audits_talkcase talk
        WHERE talk.kind = 'branch' AND NOT EXISTS (
            SELECT FROM audits_monthcolour colour JOIN ledgers_ledger ledger ON ledger.id = colour.ledger_id
            JOIN ledgers_month month ON month.id = ledger.month_id
            WHERE ledger.branch_id = talk.organisation_id AND month.month = talk.run_from AND colour.colour = 'red'
        )
    """,
    "talk {0} is about project {1} of another township": """
        SELECT talk.id, project.id FROM audits_talkcase talk
        JOIN facilities_upgradeproject project ON project.id = talk.project_id
        WHERE project.township_id <> talk.organisation_id
    """,
    "talk {0} is about a day {1} that project {2} never promised": """
        SELECT talk.id, talk.deadline, project.id FROM audits_talkcase talk
        JOIN facilities_upgradeproject project ON project.id = talk.project_id
        WHERE project.due_on <> talk.deadline AND NOT EXISTS (
            SELECT FROM facilities_projectstep step
            WHERE step.project_id = project.id AND step.old_due = talk.deadline
        )
    """,
    "talk {0} is {1} though its last step left it {2}": """
        SELECT talk.id, talk.status, last.to_status FROM audits_talkcase talk
        LEFT JOIN LATERAL (
            SELECT to_status FROM audits_talkstep step WHERE step.case_id = talk.id ORDER BY step.id DESC LIMIT 1
        ) last ON true
        WHERE last.to_status IS DISTINCT FROM talk.status
    """,
    "talk {0} is closed with a promise that nobody settled": """
        SELECT DISTINCT talk.id FROM audits_talkcase talk
        JOIN audits_talkcommitment promise ON promise.case_id = talk.id
        WHERE talk.status = 'closed' AND promise.state = 'open'
    """,
    "promise {0} got file {1} after it was settled": """
        SELECT promise.id, link.id FROM audits_talkcommitment promise
        JOIN audits_commitmentfile link ON link.commitment_id = promise.id
        WHERE link.added_at > promise.settled_at
    """,
    "promise {0} has file {1} of another organisation than it was made by": """
        SELECT link.commitment_id, link.id FROM audits_commitmentfile link
        JOIN audits_talkcommitment promise ON promise.id = link.commitment_id
        JOIN audits_talkcase talk ON talk.id = promise.case_id
        JOIN evidence_storedfile file ON file.id = link.file_id
        WHERE file.organisation_id <> talk.organisation_id
    """,
    "talk {0} was held and has no minutes": """
        SELECT talk.id FROM audits_talkcase talk
        WHERE talk.status IN ('held', 'following', 'closed')
            AND NOT EXISTS (SELECT FROM audits_talkminutes minutes WHERE minutes.case_id = talk.id)
    """,
}
