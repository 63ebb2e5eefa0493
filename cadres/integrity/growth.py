"""What must hold among cadres' rows beyond the database's constraints."""

from collections.abc import Iterator

from config.lib.integrity import failed_checks

GROWTH_CHECKS = {
    "course {0} is {1} and its last step says {2}": """
        SELECT course.id, course.state, coalesce(last.to_state, 'none')
        FROM cadres_course course
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_coursestep step WHERE step.course_id = course.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE course.state <> coalesce(last.to_state, 'none')
    """,
    "course {0} of cadre {1} stands in the file of cadre {2}": """
        SELECT course.id, course.cadre_id, entry.cadre_id
        FROM cadres_course course JOIN cadres_fileentry entry ON entry.id = course.entry_id
        WHERE entry.cadre_id <> course.cadre_id
    """,
    "course {0} was finished, and its line in the file is withdrawn": """
        SELECT course.id
        FROM cadres_course course JOIN cadres_fileentry entry ON entry.id = course.entry_id
        WHERE course.state = 'done' AND entry.withdrawn_at IS NOT NULL
    """,
    "subsidy {0} was paid for course {1}, which is {2}": """
        SELECT subsidy.id, course.id, course.state
        FROM cadres_subsidy subsidy JOIN cadres_course course ON course.id = subsidy.course_id
        WHERE subsidy.withdrawn_at IS NULL AND course.state = 'void'
    """,
    "recognition {0} is {1} and its last step says {2}": """
        SELECT recognition.id, recognition.state, coalesce(last.to_state, 'none')
        FROM cadres_recognition recognition
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_recognitionstep step
            WHERE step.recognition_id = recognition.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE recognition.state <> coalesce(last.to_state, 'none')
    """,
    "target {0} is set for organisation {1}, which is no township": """
        SELECT target.id, target.organisation_id
        FROM cadres_growthtarget target JOIN branches_organisation place ON place.id = target.organisation_id
        WHERE place.level <> 'township'
    """,
}
TALENT_CHECKS = {
    "honour {0} of cadre {1} stands in the file of cadre {2}": """
        SELECT honour.id, honour.cadre_id, entry.cadre_id
        FROM cadres_secretaryhonour honour JOIN cadres_fileentry entry ON entry.id = honour.entry_id
        WHERE entry.cadre_id <> honour.cadre_id
    """,
    "talent {0} is cadre {1} by the honour of cadre {2}": """
        SELECT talent.id, talent.cadre_id, honour.cadre_id
        FROM cadres_talent talent JOIN cadres_secretaryhonour honour ON honour.id = talent.honour_id
        WHERE honour.cadre_id <> talent.cadre_id
    """,
    "round {0} is {1} and its last step says {2}": """
        SELECT round.id, round.state, coalesce(last.to_state, 'none')
        FROM cadres_selectionround round
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_roundstep step WHERE step.round_id = round.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE round.state <> coalesce(last.to_state, 'none')
    """,
    "application {0} is {1} and its last step says {2}": """
        SELECT application.id, application.state, coalesce(last.to_state, 'none')
        FROM cadres_selectionapplication application
        LEFT JOIN LATERAL (
            SELECT to_state FROM cadres_applicationstep step
            WHERE step.application_id = application.id ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE application.state <> coalesce(last.to_state, 'none')
    """,
    "round {0} has {1} places and selects {2}": """
        SELECT round.id, round.places, count(*)
        FROM cadres_selectionround round
        JOIN cadres_selectionapplication application
            ON application.round_id = round.id AND application.state IN ('proposed', 'selected')
        GROUP BY round.id HAVING count(*) > round.places
    """,
    "application {0} selects for {1}, before the notice of round {2} is over": """
        SELECT application.id, application.from_on, round.id
        FROM cadres_selectionapplication application
        JOIN cadres_selectionround round ON round.id = application.round_id
        WHERE application.state = 'selected' AND application.from_on <= round.notice_until
    """,
    "application {0} was selected against objection {1}": """
        SELECT application.id, objection.id
        FROM cadres_selectionapplication application
        JOIN cadres_selectionobjection objection ON objection.application_id = application.id
        WHERE application.state = 'selected' AND objection.is_upheld IS NOT FALSE
    """,
    "application {0} stands in round {1} of another district": """
        SELECT application.id, round.id
        FROM cadres_selectionapplication application
        JOIN cadres_selectionround round ON round.id = application.round_id
        JOIN cadres_talent talent ON talent.id = application.talent_id
        JOIN branches_organisation place ON place.id = talent.organisation_id
        JOIN branches_organisation district ON district.id = round.organisation_id
        WHERE place.path NOT LIKE district.path || '%'
    """,
}
CHECKS = GROWTH_CHECKS | TALENT_CHECKS


def problems() -> Iterator[str]:
    """Yield a sentence per wrong row."""
    yield from failed_checks(CHECKS)
