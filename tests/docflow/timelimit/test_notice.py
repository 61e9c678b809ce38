"""The yearly notice of holidays, pasted: what it says, and what must not be guessed."""

from datetime import date, datetime, timedelta

import chinese_calendar
import pytest

from oa_client.docflow.model.errors import BadInput
from oa_client.docflow.timelimit.limit import Limit, due
from oa_client.docflow.timelimit.notice import table
from oa_client.docflow.timelimit.workdays import Calendar
from tests.docflow.timelimit.test_moments import ZONE

YEARS = {
    2019: """2019年节假日这样安排：
        一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
        二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
        三、清明节：4月5日放假，与周末连休。
        四、劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。
        五、端午节：6月7日放假，与周末连休。
        六、中秋节：9月13日放假，与周末连休。
        七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2023: """关于２０２３年放假的说明
        元旦：2022年12月31日至2023年1月2日放假调休，共3天。
        春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
        清明节：4月5日放假，共1天。
        劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
        端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
        中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。""",
    2026: """2026年部分节日：元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        春节：2月15日（腊月廿八、周日）至23日（正月初七、周一）放假调休，共9天。2月14日（周六）、
        2月28日（周六）上班。清明节：4月4日（周六）至6日（周一）放假，共3天。劳动节：5月1日（周五）
        至5日（周二）放假调休，共5天。5月9日（周六）上班。端午节：6月19日（周五）至21日（周日）放假，
        共3天。中秋节：9月25日（周五）至27日（周日）放假，共3天。国庆节：10月1日（周四）至7日（周三）
        放假调休，共7天。9月20日（周日）、10月10日（周六）上班。""",
}


@pytest.mark.parametrize("year", YEARS)
def test_a_pasted_notice_gives_every_day_of_its_year_as_it_was_published(year):
    days = table(YEARS[year])
    whole = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day: days[day] for day in whole} == {
        day: chinese_calendar.is_workday(day) for day in whole
    }
    outside = {day: worked for day, worked in days.items() if day.year != year}
    assert outside == {day: chinese_calendar.is_workday(day) for day in outside}
    assert len(outside) == {2019: 3, 2023: 1, 2026: 0}[year]


def test_the_date_under_a_notice_and_what_it_recommends_decide_nothing():
    days = table(
        "关于2024年部分节日安排的通知：现将放假安排告知如下。春节：2月10日至17日放假调休，共8天。"
        "2月4日（星期日）、2月18日（星期日）上班。鼓励在除夕（2月9日）休息。节日期间做好值班。"
        "某办公室2023年10月25日"
    )
    assert days[date(2024, 2, 9)] and date(2023, 10, 25) not in days
    assert [d.day for d, worked in days.items() if worked and d.weekday() > 4] == [4, 18]


def test_days_before_new_year_belong_to_the_year_before_by_their_weekday():
    days = table("2024年：元旦：12月30日（周六）至1月1日（周一）放假，共3天。")
    off = [day for day in days if not days[day] and (day.month, day.day) in ((12, 30), (12, 31))]
    assert date(2023, 12, 30) in off and date(2023, 12, 31) in off
    assert days[date(2024, 12, 30)]


def test_a_year_that_nobody_else_knows_is_the_office_s_word_and_no_longer_provisional():
    own = Calendar(overrides=table(
        "2027年国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。"
    ))  # fmt: skip
    assert own.day(date(2027, 6, 15)).source == "office"
    opened = datetime(2027, 9, 30, 10, 0, tzinfo=ZONE)
    assert due(opened, Limit.parse("2d"), own) == datetime(2027, 10, 9, 17, 30, tzinfo=ZONE)
    first, last = datetime(2026, 12, 1, tzinfo=ZONE), datetime(2028, 2, 1, tzinfo=ZONE)
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    assert own.working_minutes(first, last) == 450 * sum(own.is_workday(d.date()) for d in days)


@pytest.mark.parametrize(
    "text",
    [
        "", "明年放假照旧。", "2027年照旧。", "2027年元旦：1月1日至3日放假，共2天。",
        "2027年元旦：1月1日（周一）放假。", "2027年元旦：1月1日放假。1月1日上班。",
        "2027年：2月30日放假。", "2027年春节：2月6日至3月20日放假。", "2027年：1月1日。",
        "2027年元旦：1日放假。", "9999年元旦：1月1日放假。", "2027年：2024年1月1日放假。",
        "2027年：1月2日（周六）上班。",
        "2026年11月4日发布，2027年元旦放假如下。1月1日放假。",
    ],
)  # fmt: skip
def test_what_can_t_be_understood_or_contradicts_itself_is_refused(text):
    with pytest.raises(BadInput, match="notice-unreadable"):
        table(text)
