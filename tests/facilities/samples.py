"""A row of everything that the facilities keep, for the sweeps; the keys begin the names of their addresses."""

from facilities.enums.checks import CheckLevel
from facilities.enums.projects import ProjectAction, Stage
from facilities.services.projects import milestone_add, progress_report
from tests.facilities.check_samples import begun, checked
from tests.facilities.project_samples import accept, move, pay, photograph, relief, walked
from tests.factories import NOW, District


def fill(district: District) -> dict[str, object]:
    checked(district)
    check = checked(district, CheckLevel.TOWNSHIP, place={"floor": 90})
    begun(district)
    return {"check": check, **_project(district)}


def _project(district: District) -> dict[str, object]:
    """A project whose acceptance failed once, with a milestone, a month and a payment."""
    project = walked(district, ProjectAction.START, decision=relief(district, district.branch))
    milestone = milestone_add(
        project=project, name="封顶", due_on=project.due_on, who="村党支部书记", by=district.reviewer, at=NOW
    )
    progress_report(project=project, month="2026-11", percent=40, text="主体施工", by=district.secretary, at=NOW)
    payment = pay(district, project)
    photograph(district, project, Stage.AFTER)
    walked_on = move(district, project, ProjectAction.FINISH)
    accept(district, walked_on, 60)
    return {"census": project.census, "project": project, "milestone": milestone, "payment": payment}
