"""Is this paper genuine: what the code on an issued circular stands for, and whether a file is the one issued."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audits.forms.circular_verify import FileForm, code_in
from audits.selectors.circular_verify import circular_with_code, circular_with_hash, hash_of
from branches.enums import Permission
from branches.views import require


@require_http_methods(["GET", "POST"])
def circular_verify(request: HttpRequest) -> HttpResponse:
    """Show number, title, date and hash of the circular with the code that was typed or scanned.

    A file that is sent is hashed and thrown away: it is compared with the code's circular, or looked up.
    """
    require(request.user, Permission.CIRCULAR_VIEW)
    typed = request.GET.get("code", "")
    circular = circular_with_code(request.user, code_in(typed)) if typed else None
    form, digest, status = FileForm(), "", 200
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            digest = hash_of(form.cleaned_data["file"])
            # A file without a code says itself which circular it is.
            circular = circular if typed else circular_with_hash(request.user, digest)
        else:
            status = 422
    context = {
        "typed": typed,
        "circular": circular,
        "form": form,
        "digest": digest,
        "is_same": circular is not None and digest == circular.sha256,
        "corrections": circular.corrections.filter(status="issued").order_by("issued_at") if circular else [],
    }
    return render(request, "audits/circular_verify.html", context, status=status)
