/**
 * The roll call of a meeting: counts who came while it is tapped, and offers the usual reasons for an absence.
 *
 * Works on `[data-roll]` (templates/ledgers/_roll_call.html). Without it the reasons stand in the input's list.
 */

for (const roll of document.querySelectorAll("[data-roll]")) {
  const came = roll.querySelector("[data-roll-came]");
  const voters = roll.querySelector("[data-roll-voters]");
  const reasons = [...roll.querySelectorAll("datalist option")].map((option) => option.value);
  const rows = [...roll.querySelectorAll(".roll-row")].filter((row) => row.querySelector("input[value=absent]"));

  const count = () => {
    const present = rows.filter((row) => row.querySelector("input[value=present]").checked);
    came.textContent = present.length;
    voters.textContent = present.filter((row) => row.hasAttribute("data-votes")).length;
  };

  const offer = (row) => {
    const more = row.querySelector(".roll-reason");
    const absent = row.querySelector("input[value=absent]").checked;
    more.hidden = !absent;
    if (!absent || more.querySelector(".btn-list")) return;
    const input = more.querySelector("input");
    const chips = document.createElement("div");
    chips.className = "btn-list mt-2";
    for (const reason of reasons) {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "btn btn-sm";
      chip.textContent = reason;
      chip.addEventListener("click", () => {
        input.value = reason;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      chips.append(chip);
    }
    more.append(chips);
  };

  for (const row of rows) {
    offer(row);
    row.addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      offer(row);
      count();
    });
  }
  count();
}
