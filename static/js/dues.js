/**
 * The list of dues: adds up while it is ticked, and ticks all at once. The papers: prints them.
 *
 * Works on `form[data-dues]` (templates/ledgers/dues.html) and `[data-print]`. The server reads and adds up the amounts
 * itself.
 */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const form = document.querySelector("form[data-dues]");
if (form) {
  const rows = [...form.querySelectorAll("[data-dues-row]")].map((row) => ({
    paid: row.querySelector("input[type=checkbox]"),
    amount: row.querySelector("input[inputmode=decimal]"),
    isExtra: row.hasAttribute("data-dues-extra"), // a month paid back: money, but no further member
  }));
  const members = rows.filter((row) => !row.isExtra);

  // 0.2 and ０．２ in cents; anything that is no amount counts as nothing until the server says what is wrong.
  const cents = (text) => {
    const match = /^[¥￥]?\s*(\d{0,7})(?:[.。](\d{1,2}))?\s*元?$/.exec(text.normalize("NFKC").replaceAll(",", "").trim());
    return match ? Number(match[1] || 0) * 100 + Number((match[2] || "").padEnd(2, "0")) : 0;
  };

  const update = () => {
    const sum = rows.filter((row) => row.paid.checked).reduce((total, row) => total + cents(row.amount.value), 0);
    const before = Number(form.dataset.duesBefore);
    form.querySelector("[data-dues-paid]").textContent = before + members.filter((row) => row.paid.checked).length;
    form.querySelector("[data-dues-sum]").textContent = (sum / 100).toLocaleString("zh-CN", {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
  };

  const all = form.querySelector("[data-dues-all]");
  if (all && members.length) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const row of members) row.paid.checked = true;
      update();
    });
  }
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}
