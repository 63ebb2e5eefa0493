"""Double improvement in the demo (双提升): targets, courses, trainings, recognitions in each township."""

# i18n: data file

import datetime as dt
import random

from cadres.enums import EntryKind
from cadres.enums.growth import (
    COLLEGE_UP,
    CourseAction,
    CourseKind,
    CourseState,
    Goal,
    RecognitionAction,
    is_higher,
)
from cadres.models import (
    Cadre,
    Course,
    CourseStep,
    FileEntry,
    GrowthTarget,
    Recognition,
    RecognitionStep,
    Subsidy,
    Tenure,
)
from dashboards.demo.people import Cast
from dashboards.demo.timeline import at_time
from ledgers.enums import Education
from ledgers.selectors.rules import rule_history

MAJORS = ("行政管理", "农村区域发展", "园艺技术", "畜牧兽医", "电子商务", "会计")
SCHOOLS = ("国家开放大学", "某农业大学继续教育学院", "某职业技术学院")
TOPICS = ("白莲种植技术", "农村电商运营", "林下经济", "柑橘病虫害防治", "合作社财务管理")
PROJECTS = ("大棚蔬菜", "白莲套养", "油茶种植", "生猪养殖", "农家乐", "农机服务队")
TARGETS = {Goal.DEGREE: (30, 60), Goal.TRAINING: (40, 70), Goal.LEADER: (8, 20)}
TRAINED, STUDYING, GRADUATED, BROKEN, LEADERS = 0.45, 0.08, 0.04, 0.02, 0.12


class _Clerk:
    """Collects what the townships enter, and writes it in one go for each table."""

    def __init__(self, cast: Cast, at: dt.datetime, today: dt.date, draw: random.Random) -> None:
        self.cast, self.at, self.today, self.draw = cast, at, today, draw
        self.courses: list[tuple[Course, str]] = []
        self.recognitions: list[Recognition] = []
        self.keepers = {
            township.path: cast.reviewers[township.pk][0]
            for township in cast.townships
            if cast.reviewers.get(township.pk)
        }
        self.recheck_years = rule_history(cast.district).on(today).value("growth.recheck_years")
        self.raised: dict[str, list[int]] = {}

    def keeper(self, cadre: Cadre):
        return self.keepers.get(cadre.organisation.parent_path, self.cast.named["fushen"])

    def enter(self, cadre: Cadre) -> None:
        chance = self.draw.random()
        if chance < STUDYING + GRADUATED + BROKEN:
            self.degree(cadre, chance)
        if self.draw.random() < TRAINED:
            self.training(cadre)
        if self.draw.random() < LEADERS:
            self.recognition(cadre)

    def degree(self, cadre: Cadre, chance: float) -> None:
        level = Education.BACHELOR if cadre.education in COLLEGE_UP else Education.COLLEGE
        since = dt.date(self.today.year - 2, 9, 1)
        course = Course(
            cadre=cadre,
            kind=CourseKind.DEGREE,
            title=self.draw.choice(MAJORS),
            organ=self.draw.choice(SCHOOLS),
            level=level,
            since=since,
            expected_on=dt.date(self.today.year + 1, 1, 31),
            is_demo=True,
        )
        ended = max(since, self.today - dt.timedelta(days=self.draw.randint(5, 150)))
        if chance < STUDYING:
            self.courses.append((course, ""))
        elif chance < STUDYING + GRADUATED:
            course.state, course.ended_on = CourseState.DONE, ended
            if is_higher(level, cadre.education):
                course.is_raise, course.raised_from = True, cadre.education
                self.raised.setdefault(level, []).append(cadre.pk)
            self.courses.append((course, EntryKind.EDUCATION))
        else:
            course.state, course.ended_on, course.broken_why = CourseState.BROKEN, ended, "农忙顾不上，没有参加考试"
            self.courses.append((course, ""))

    def training(self, cadre: Cadre) -> None:
        since = dt.date(self.today.year, 1, 1) + dt.timedelta(
            days=self.draw.randrange(max(1, (self.today - dt.date(self.today.year, 1, 1)).days - 10))
        )
        ended = since + dt.timedelta(days=4)
        if ended > self.today:
            return
        course = Course(
            cadre=cadre,
            kind=CourseKind.SKILL,
            state=CourseState.DONE,
            title=self.draw.choice(TOPICS),
            organ="区农业农村局",
            since=since,
            expected_on=ended,
            ended_on=ended,
            days=5,
            hours=self.draw.choice((16, 30, 40)),
            is_demo=True,
        )
        self.courses.append((course, EntryKind.TRAINING))

    def recognition(self, cadre: Cadre) -> None:
        on = self.today - dt.timedelta(days=self.draw.randint(60, 1100))
        self.recognitions.append(
            Recognition(
                cadre=cadre,
                project=self.draw.choice(PROJECTS),
                organ="乡镇党委",
                recognised_on=on,
                households=self.draw.randint(3, 40),
                recheck_year=on.year + self.recheck_years,
                is_demo=True,
            )
        )

    def write(self) -> int:
        self._courses()
        self._recognitions()
        for level, keys in self.raised.items():
            Cadre.objects.filter(pk__in=keys).update(education=level)
        return len(self.courses) + len(self.recognitions)

    def _courses(self) -> None:
        entries = []
        for course, kind in self.courses:
            if kind:
                title = f"{course.get_level_display()}，{course.title}专业" if course.is_degree else course.title
                course.entry = FileEntry(
                    cadre=course.cadre,
                    kind=kind,
                    since=course.since,
                    until=course.ended_on,
                    title=title,
                    organ=course.organ,
                    by=self.keeper(course.cadre),
                    at=at_time(course.ended_on, 10),
                )
                entries.append(course.entry)
        FileEntry.objects.bulk_create(entries, batch_size=2000)
        courses = [course for course, _kind in self.courses]
        Course.objects.bulk_create(courses, batch_size=2000)
        steps = []
        for course in courses:
            by = self.keeper(course.cadre)
            told = {"course": course, "by": by}
            steps.append(
                CourseStep(
                    action=CourseAction.ENTER, to_state=CourseState.STUDYING, at=at_time(course.since, 9), **told
                )
            )
            if course.state != CourseState.STUDYING:
                done = course.state == CourseState.DONE
                steps.append(
                    CourseStep(
                        action=CourseAction.COMPLETE if done else CourseAction.BREAK,
                        from_state=CourseState.STUDYING,
                        to_state=course.state,
                        reason=course.broken_why,
                        at=at_time(course.ended_on, 10),
                        **told,
                    )
                )
        CourseStep.objects.bulk_create(steps, batch_size=2000)
        Subsidy.objects.bulk_create(
            Subsidy(
                course=course,
                cents=self.draw.choice((200_000, 300_000)),
                paid_on=course.ended_on,
                by=self.keeper(course.cadre),
                at=at_time(course.ended_on, 11),
            )
            for course in courses
            if course.is_degree and course.state == CourseState.DONE
        )

    def _recognitions(self) -> None:
        for each in self.recognitions:
            each.entry = FileEntry(
                cadre=each.cadre,
                kind=EntryKind.HONOUR,
                since=each.recognised_on,
                title=f"认定为致富能手：{each.project}",
                organ=each.organ,
                note=f"带动{each.households}户",
                by=self.keeper(each.cadre),
                at=at_time(each.recognised_on, 10),
            )
        FileEntry.objects.bulk_create((each.entry for each in self.recognitions), batch_size=2000)
        Recognition.objects.bulk_create(self.recognitions, batch_size=2000)
        RecognitionStep.objects.bulk_create(
            (
                RecognitionStep(
                    recognition=each,
                    action=RecognitionAction.RECOGNISE,
                    to_state=each.state,
                    households=each.households,
                    by=self.keeper(each.cadre),
                    at=at_time(each.recognised_on, 10),
                )
                for each in self.recognitions
            ),
            batch_size=2000,
        )


def cadres_growth_fill(cast: Cast, today: dt.date, at: dt.datetime, draw: random.Random) -> int:
    """Give the cadres in office courses and recognitions and the townships targets; return how many rows that makes.

    Nothing where nobody holds a post.
    """
    held = Tenure.objects.on(today).values("cadre")
    cadres = list(Cadre.objects.filter(pk__in=held).select_related("organisation").order_by("pk"))
    if not cadres:
        return 0
    clerk = _Clerk(cast, at, today, draw)
    for cadre in cadres:
        clerk.enter(cadre)
    by = cast.named["fushen"]
    GrowthTarget.objects.bulk_create(
        GrowthTarget(
            organisation=township,
            year=today.year,
            goal=goal,
            percent=5 * draw.randint(bounds[0] // 5, bounds[1] // 5),
            by=by,
            at=at_time(dt.date(today.year, 1, 1), 9),
        )
        for township in cast.townships
        for goal, bounds in TARGETS.items()
    )
    return clerk.write()
