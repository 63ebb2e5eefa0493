"""What must hold among duty rosters (坐班值班) beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

CHECKS = {
    "roster {0} is published and nobody is confirmed on {1}": """
        SELECT roster.id, day::date
        FROM cadres_roster roster
        CROSS JOIN generate_series(
            roster.month, roster.month + interval '1 month' - interval '1 day', interval '1 day'
        ) day
        LEFT JOIN cadres_duty duty
            ON duty.roster_id = roster.id AND duty.date = day::date AND duty.confirmed_at IS NOT NULL
        WHERE roster.status = 'published'
        GROUP BY roster.id, day
        HAVING NOT (
            coalesce(bool_or(duty.shift = 'day'), false)
            OR (coalesce(bool_or(duty.shift = 'am'), false) AND coalesce(bool_or(duty.shift = 'pm'), false))
        )
    """,
    "duty {0} of {1} lies outside the month or the village of roster {2}": """
        SELECT duty.id, duty.date, roster.id
        FROM cadres_duty duty JOIN cadres_roster roster ON roster.id = duty.roster_id
        WHERE date_trunc('month', duty.date)::date <> roster.month OR duty.organisation_id <> roster.organisation_id
    """,
    "duty {0} is held by cadre {1} of another village": """
        SELECT duty.id, cadre.id
        FROM cadres_duty duty JOIN cadres_cadre cadre ON cadre.id IN (duty.main_id, duty.second_id)
        WHERE cadre.organisation_id <> duty.organisation_id
    """,
    "roster {0} lies outside its township": """
        SELECT roster.id FROM cadres_roster roster
        JOIN branches_organisation village ON village.id = roster.organisation_id
        JOIN branches_organisation township ON township.id = roster.township_id
        WHERE NOT starts_with(village.path, township.path)
    """,
    "leaves {0} and {1} of one person overlap": """
        SELECT one.id, other.id
        FROM cadres_dutyleave one JOIN cadres_dutyleave other ON other.cadre_id = one.cadre_id AND other.id > one.id
        WHERE one.state IN ('asked', 'granted') AND other.state IN ('asked', 'granted')
            AND one.since <= other.until AND other.since <= one.until
    """,
    "leave {0} was decided by the person who is on leave": """
        SELECT leave.id
        FROM cadres_dutyleave leave JOIN cadres_cadre cadre ON cadre.id = leave.cadre_id
        WHERE leave.state IN ('granted', 'refused') AND leave.decided_by_id = cadre.user_id
    """,
    "spot check {0} found {1} and has {2} absences": """
        SELECT made.id, made.result, count(absence.id)
        FROM cadres_spotcheck made LEFT JOIN cadres_dutyabsence absence ON absence.check_made_id = made.id
        GROUP BY made.id HAVING count(absence.id) <> CASE made.result WHEN 'away' THEN 1 ELSE 0 END
    """,
    "absence {0} names another shift or person than its check {1}": """
        SELECT absence.id, made.id
        FROM cadres_dutyabsence absence
        JOIN cadres_spotcheck made ON made.id = absence.check_made_id
        JOIN cadres_duty duty ON duty.id = absence.duty_id
        WHERE made.duty_id <> absence.duty_id OR made.cadre_id <> absence.cadre_id OR duty.date <> absence.date
    """,
}


def problems() -> Iterator[str]:
    """Yield a sentence for each row that is wrong."""
    yield from failed_checks(CHECKS)
