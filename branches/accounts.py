"""How people sign in: accounts are given out by the system administrator, nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("这个账号已停用，请联系区里的系统管理员。"),
        "too_many_login_attempts": _("登录失败次数太多，请过5分钟再试。"),
        "username_password_mismatch": _("账号或密码不对，请检查后再试。"),
    }

    def is_open_for_signup(self, request) -> bool:
        return False


class LoginForm(AllauthLoginForm):
    """The sign-in form in plain words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("账号")
        self.fields["login"].widget.attrs.update({"placeholder": "", "autocapitalize": "none"})
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs.update({"placeholder": ""})
        self.fields["password"].help_text = ""
        # On a shared office machine a session that outlives the browser is a leak; the idle time-out rules.
        self.fields.pop("remember", None)
