// Charts: the page brings options (what is drawn) as JSON, this module brings the look and the library, the latter only
// when a chart comes into sight. A click on a mark leads to its list, as the link in the table does.

const scripts = document.querySelector("script[data-echarts]");
const isScreen = document.body.dataset.chartSize === "screen";
let library;

function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = scripts.dataset.echarts;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => {
      library = undefined; // the next chart may have more luck
      reject(new Error(script.src));
    };
    document.head.append(script);
  });
  return library;
}

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function dressed(option, width) {
  const em = isScreen ? Math.max(14, window.innerWidth / 100) : parseFloat(getComputedStyle(document.body).fontSize) * 0.87;
  const text = { color: token("ink"), fontSize: em, fontFamily: getComputedStyle(document.body).fontFamily };
  const soft = { ...text, color: token("ink-soft") };
  const rule = { lineStyle: { color: token("line") } };
  const isHeat = option.series[0].type === "heatmap";
  const room = isHeat ? (width - em * 6) / option.xAxis.data.length : 0;
  const names = { interval: 0, ...(room < em * 3.5 ? { rotate: 60 } : { width: room, overflow: "break" }) };
  // A few bars are told apart by their names: each stands there, in two lines where one is too narrow.
  const isFew = option.series[0].type === "bar" && option.xAxis.data?.length <= 10;
  const short = isFew && width > option.xAxis.data.length * em * 3.5;
  const few = { interval: 0, width: (width - em * 5) / (option.xAxis.data?.length || 1), overflow: "break" };
  const axis = (given) => ({
    ...given,
    axisLabel: { ...soft, ...(given.position ? names : short && given === option.xAxis ? few : { hideOverlap: true }), ...given.axisLabel },
    axisLine: { lineStyle: { color: token("line-strong") } },
    splitLine: given.type === "value" ? rule : undefined,
  });
  const several = option.series.length > 1;
  const series = option.series.map((one) => {
    const colour = token(one.tone || "accent");
    return {
      ...one,
      itemStyle: isHeat ? { borderColor: token("paper"), borderWidth: 1 } : { color: colour },
      lineStyle: { color: colour, width: isScreen ? em / 5 : 2 },
      symbolSize: isScreen ? em * 0.65 : 7,
      label: { ...one.label, ...text, fontSize: em * 0.9 },
      barMaxWidth: em * 3,
      emphasis: { disabled: true },
    };
  });
  return {
    animation: false,
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: several && series[0].type === "bar" } },
    grid: {
      top: several ? em * 3.5 : em * 2,
      right: em * 1.5,
      bottom: isHeat ? em * 3.5 : em * 0.5,
      left: em * 0.5,
      containLabel: true,
    },
    legend: several ? { type: "scroll", top: 0, textStyle: text, itemWidth: em * 1.5, itemHeight: em * 0.9 } : undefined,
    tooltip: isScreen ? undefined : { trigger: isHeat ? "item" : "axis", renderMode: "richText", textStyle: { ...text, color: token("ink") }, confine: true },
    ...option,
    xAxis: axis(option.xAxis),
    yAxis: axis(option.yAxis),
    visualMap: option.visualMap && {
      ...option.visualMap,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemWidth: em,
      itemHeight: em * 8,
      textStyle: soft,
      inRange: { color: [token("paper"), token("heat-middle"), token("heat-high")] },
    },
    series,
  };
}

async function draw(box) {
  const given = document.getElementById(box.dataset.chart);
  if (!given || box.dataset.drawn) return;
  box.dataset.drawn = "yes";
  const option = JSON.parse(given.textContent);
  const rows = option.yAxis.type === "category" ? option.yAxis.data.length : 0;
  if (rows && !isScreen) box.style.blockSize = `${Math.max(18, rows * 1.75 + 6)}rem`;
  const drawing = await echarts().catch(() => undefined);
  if (!drawing) {
    box.classList.add("is-missing");
    box.textContent = box.dataset.missing;
    const table = box.parentElement.querySelector(".panel-table");
    if (table) table.open = true;
    return;
  }
  const chart = drawing.init(box, null, { renderer: "canvas" });
  chart.setOption(dressed(option, box.clientWidth));
  chart.on("click", ({ data }) => {
    if (data?.url) window.location.assign(data.url);
  });
  new ResizeObserver(() => chart.resize()).observe(box);
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    draw(target);
  }
});

function look(root) {
  if (root.matches?.("[data-chart]")) seen.observe(root);
  for (const box of root.querySelectorAll("[data-chart]")) seen.observe(box);
}

look(document);
document.addEventListener("htmx:load", (event) => look(event.target));

// --- A picture of a chart, to paste into a report ------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-chart-image]");
  if (!button) return;
  const box = document.querySelector(`[data-chart="${button.dataset.chartImage}"]`);
  const chart = (await echarts()).getInstanceByDom(box);
  const link = document.createElement("a");
  link.href = chart.getDataURL({ pixelRatio: 2, backgroundColor: token("paper") });
  link.download = `${button.dataset.name}.png`;
  link.click();
});
