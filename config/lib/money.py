"""Money in words (人民币大写), as receipts write it: 正确填写票据和结算凭证的基本规定 第一至四条."""

# i18n: data file

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")


def in_capitals(cents: int) -> str:
    """Return an amount of cents (分) below a thousand billion yuan in Chinese capitals: 20 → 贰角整,
    10005 → 壹佰元零伍分."""
    if cents < 0:
        raise ValueError(f"no amount: {cents}")
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif yuan and fen:
        text += "零"
    if fen:
        return f"{text}{DIGITS[fen]}分"
    return f"{text or '零元'}整"


def _whole(number: int) -> str:
    """Return a whole number of yuan; zeros in a row become one 零, and none stands at the end."""
    text, gap, in_group = "", False, False
    digits = str(number)
    for place, digit in zip(range(len(digits) - 1, -1, -1), map(int, digits), strict=True):
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + PLACES[place % 4]
            in_group = True
        gap = not digit
        if place % 4 == 0:
            text += GROUPS[place // 4] if in_group else ""
            in_group = False
    return text
