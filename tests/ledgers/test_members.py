"""The roll, one member by form; by spreadsheet: test_imports_*.py."""

from django.urls import reverse

from ledgers.models import Member

VALID = "11010519491231002X"


def test_the_form_keeps_what_was_typed_and_names_the_field(district, sign_in):
    typed = {
        "name": "赵新人",
        "gender": "1",
        "ethnicity": "汉族",
        "category": "full",
        "joined_on": "2001-07-01",
        "full_on": "2000-07-01",
        "state": "normal",
    }

    response = sign_in(district.secretary).post(reverse("ledgers:member-new"), typed)

    assert response.context["form"].errors == {"full_on": ["转正日期早于入党日期"]}
    assert 'value="赵新人"' in response.content.decode()


def test_the_id_number_is_encrypted_and_shown_masked(district, sign_in):
    client = sign_in(district.secretary)
    typed = {
        "name": "钱新人",
        "id_number": VALID,
        "gender": "2",
        "ethnicity": "汉族",
        "category": "full",
        "joined_on": "1980-07-01",
        "full_on": "1981-07-01",
        "state": "normal",
    }

    client.post(reverse("ledgers:member-new"), typed)

    member = Member.objects.get(name="钱新人")
    assert VALID not in member.id_number_cipher
    assert member.id_number == VALID
    page = client.get(reverse("ledgers:member-edit", args=[member.pk])).content.decode()
    assert "110105********002X" in page
    assert VALID not in page
