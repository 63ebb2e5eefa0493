"""What two hands at once wait for."""

from branches.models import Organisation


def place_lock(place: Organisation) -> None:
    """Lock a place's row until the transaction ends: who holds it looks for a key and writes it before anyone else."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
