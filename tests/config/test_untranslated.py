"""The check that keeps Chinese within gettext's reach (part of `make check`)."""

from scripts.untranslated import python_findings, template_findings


def lines(findings):
    return [line for line, _complaint in findings]


def test_a_bare_chinese_string_is_found_and_a_marked_one_is_not():
    source = 'title = _("台账")\nhint = "请先保存"\nlabel = models.CharField(_("姓名"), default="汉族")\n'

    assert lines(python_findings(source)) == [2, 3]


def test_docstrings_comments_and_data_are_left_alone():
    source = (
        '"""村 village."""\n'
        "PREFIX = '中共'  # i18n: data\n"
        "NAMES = [  # i18n: data\n"
        "    '高坪镇',\n"
        "]\n"
        "# 镇 township\n"
        "def f():\n"
        "    '''月 month'''\n"
    )

    assert lines(python_findings(source)) == []


def test_a_comment_on_a_compound_statement_does_not_hide_its_body():
    source = "if name == '村':  # i18n: data\n    say('请先保存')\n"

    assert lines(python_findings(source)) == [2]


def test_an_f_string_inside_gettext_is_found_because_no_catalogue_can_hold_it():
    source = '_(f"还差{count}项")\n_("还差%(count)s项") % {"count": 3}\n'

    assert lines(python_findings(source)) == [1]


def test_in_templates_only_translated_text_passes():
    source = (
        "{# 村 #}<h1>{% translate '台账' %}</h1>\n"
        "{% blocktranslate trimmed %}\n"
        "  还差一项\n"
        "{% endblocktranslate %}\n"
        "<p>请先保存</p>\n"
        '{% include "x.html" with title=_("姓名") hint="电话" %}\n'
        "{{ name|cut:'村' }} {# i18n: data #}\n"
    )

    assert lines(template_findings(source)) == [5, 6]
