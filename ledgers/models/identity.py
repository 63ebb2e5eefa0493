"""The citizen's number and the telephone of a person, as every model of people keeps and shows them."""

from config.lib.crypto import decrypt, encrypt, lookup_hash


class KeepsIdNumber:
    """A model with `id_number_cipher`, `id_number_hash` and `phone`: the number is kept encrypted with a keyed hash for
    look-up (个人信息保护法 第五十一条), and pages show it and the telephone masked."""

    def set_id_number(self, number: str) -> None:
        self.id_number_cipher = encrypt(number)
        self.id_number_hash = lookup_hash(number)

    @property
    def id_number(self) -> str:
        """The full number. Only for the few places that may show it; every page shows `id_number_masked`."""
        return decrypt(self.id_number_cipher)

    @property
    def id_number_masked(self) -> str:
        number = self.id_number
        return f"{number[:6]}{'*' * 8}{number[-4:]}" if number else ""

    @property
    def phone_masked(self) -> str:
        return f"{self.phone[:3]}****{self.phone[-4:]}" if len(self.phone) >= 7 else self.phone
