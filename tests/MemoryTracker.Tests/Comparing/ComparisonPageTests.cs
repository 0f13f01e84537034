using MemoryTracker.Comparing;
using MemoryTracker.Tests.Harness;

namespace MemoryTracker.Tests.Comparing;

/// <summary>The page of a comparison in a real browser, from disk.</summary>
public class ComparisonPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Attack = "</script><img src=x onerror=window.hit=1>'\"&amp;<!-- \u202egnp\u202c \u2028 שלום.csv";

    private static readonly Comparison Two = Compared.Singly(Compared.Ordinary("a.csv").At("load"), Compared.Ordinary("b.csv", 1.3, 1.5).At("load")) with { AlignedAt = "load" };

    [Fact]
    public void It_opens_without_a_complaint_and_without_a_request()
    {
        string address = Open(Two);

        Assert.Empty(browser.Complaints());
        Assert.Equal([address], browser.Requests().Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Equal(["RSS (memory in RAM)", "CPU (100 % = one core)"], browser.Run<string[]>("return comparison.board.charts.map(chart => chart.title)"));
        Assert.Equal(["a.csv", "a.csv, peak between samples", "b.csv", "b.csv, peak between samples", "a.csv", "b.csv"], browser.Run<string[]>("return comparison.board.charts.flatMap(chart => chart.series.map(one => one.label))"));
        Assert.True(browser.Run<bool>("return document.getElementById('state').hidden"));
        Look("page", dark: false);
        Look("page-dark", dark: true);
    }

    [Fact]
    public void Assertions_stand_below_the_figures()
    {
        Open(Asserted.Compared());

        Assert.Empty(browser.Complaints());
        Assert.Equal("a|<b>.csv", browser.Run<string>("return [...document.querySelectorAll('caption')].find(one => one.textContent == 'Assertions').parentElement.rows[4].cells[0].textContent"));
        Look("page-asserted", dark: false);
    }

    [Fact]
    public void Its_button_changes_the_theme_and_paper_is_light()
    {
        Open(Two);
        browser.Run("comparison.board.setTheme('light')");
        browser.Click("#theme");
        browser.Run("addEventListener('beforeprint', () => { window.printed = document.documentElement.dataset.theme; })");
        browser.Print();

        Assert.Empty(browser.Complaints());
        Assert.Equal("light", browser.Run<string>("return window.printed"));
        Assert.Equal(["dark", "Light"], browser.Run<string[]>("return [document.documentElement.dataset.theme, document.getElementById('theme').textContent]"));
    }

    [Fact]
    public void On_paper_the_tables_of_repeats_stay_within_their_card()
    {
        Open(Compared.Repeats(5));
        browser.Command("Emulation.setEmulatedMedia", new() { ["media"] = "print" });
        browser.Run("document.body.classList.add('printed')");

        double[] beyond = browser.Run<double[]>("return [...document.querySelectorAll('#figures .scroll')].map(box => box.querySelector('table').getBoundingClientRect().right - box.getBoundingClientRect().right)");
        browser.Command("Emulation.setEmulatedMedia", new() { ["media"] = "" });

        Assert.NotEmpty(beyond);
        Assert.All(beyond, pixels => Assert.InRange(pixels, -1000, 0.5));
    }

    [Fact]
    public void Times_count_from_the_marker_and_figures_are_those_of_the_samples()
    {
        Open(Two);

        Assert.Equal([-3, 12], browser.Run<double[]>("return comparison.board.whole"));
        Assert.Equal([-2, 8, -3, 12], browser.Run<double[]>("return [0, 2].flatMap(i => { const { x } = comparison.board.charts[0].series[i]; return [x.find((_, at) => at > 0), x.at(-1)]; })"));
        Assert.Equal(80 << 20, browser.Run<double>("return Math.max(...comparison.board.charts[0].series[0].y.filter(figure => !Number.isNaN(figure)))"));
        Assert.Equal(156 << 20, browser.Run<double>("return Math.max(...comparison.board.charts[0].series[3].y.filter(figure => !Number.isNaN(figure)))"));
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        Open(Compared.Singly(Compared.Ordinary(SafeText.Clean(Attack)), Compared.Ordinary(Attack)));

        Assert.Empty(browser.Complaints());
        Assert.True(browser.Run<bool>("return window.hit === undefined && document.querySelector('img') === null"));
        Assert.Contains("<img src=x onerror=window.hit=1>", browser.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_scripts_there_are_the_tables()
    {
        browser.Open(new ComparisonPage(Two, null).Write(), hasScripts: false);

        Assert.Contains("+30.0 %", browser.Text(), StringComparison.Ordinal);
        Assert.Contains("which does not run here", browser.Text(), StringComparison.Ordinal);
    }

    private string Open(Comparison comparison)
    {
        string address = browser.Open(new ComparisonPage(comparison, null).Write());
        Patience.Until(() => browser.Run<bool>("return window.comparison.isReady || window.comparison.error !== null"), "the page is ready");
        Assert.Equal("none", browser.Run<string>("return comparison.error ?? 'none'"));
        return address;
    }

    /// <summary>To be looked at: LOOK=folder.</summary>
    private void Look(string name, bool dark)
    {
        browser.Run($"comparison.board.setTheme('{(dark ? "dark" : "light")}')");
        if (Environment.GetEnvironmentVariable("LOOK") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), Convert.FromBase64String(browser.Command("Page.captureScreenshot", new() { ["captureBeyondViewport"] = true })!["data"]!.GetValue<string>()));
    }
}
