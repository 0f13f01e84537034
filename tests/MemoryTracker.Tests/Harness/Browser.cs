using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemoryTracker.Tests.Harness;

/// <summary>A real Chromium without a window, driven through chromedriver (W3C WebDriver and Chromium's own commands). It is started by the first page that a test opens.</summary>
public sealed partial class Browser : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Driver = "/usr/bin/chromedriver";

    private readonly Scratch _scratch = new();
    private readonly HttpClient _http = new() { Timeout = Patience.Limit };
    private Process? _driver;
    private string _address = "";
    private bool _hasSession;
    private int _pages;

    /// <summary>Opens a page from disk in a window of that size, and forgets what the browser told before.</summary>
    /// <returns>Its address.</returns>
    public string Open(byte[] page, int width = 1280, int height = 900, bool hasScripts = true)
    {
        Need.That(File.Exists(Chromium) && File.Exists(Driver), "needs chromium and chromedriver");
        if (_driver is null)
            Start();
        string path = _scratch.File($"page-{++_pages}.html");
        File.WriteAllBytes(path, page);
        Command("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        Command("Emulation.setScriptExecutionDisabled", new() { ["value"] = !hasScripts });
        Log("browser");
        Log("performance");
        Send(HttpMethod.Post, "/url", new() { ["url"] = "file://" + path });
        return "file://" + path;
    }

    /// <summary>Opens a report and waits until its charts are there.</summary>
    public string OpenReport(byte[] page, int width = 1280, int height = 900)
    {
        string address = Open(page, width, height);
        Patience.Until(() => Run<bool>("return report.isReady || report.error !== null"), "the page is ready");
        Assert.Null(Run<string?>("return report.error"));
        return address;
    }

    /// <summary>What a function body returns in the page.</summary>
    public T Run<T>(string script, params JsonNode?[] arguments) =>
        Send(HttpMethod.Post, "/execute/sync", new() { ["script"] = script, ["args"] = new JsonArray(arguments) }) is { } value ? value.Deserialize<T>()! : default!;

    /// <summary>Does something in the page.</summary>
    public void Run(string script) => Send(HttpMethod.Post, "/execute/sync", new() { ["script"] = script, ["args"] = new JsonArray() });

    /// <summary>A command of the DevTools protocol.</summary>
    public JsonNode? Command(string name, JsonObject parameters) =>
        Send(HttpMethod.Post, "/goog/cdp/execute", new() { ["cmd"] = name, ["params"] = parameters });

    /// <summary>The text that is to be seen, whether scripts run or not.</summary>
    public string Text()
    {
        string body = Send(HttpMethod.Post, "/element", new() { ["using"] = "css selector", ["value"] = "body" })!.AsObject().First().Value!.GetValue<string>();
        return Send(HttpMethod.Get, $"/element/{body}/text", null)!.GetValue<string>();
    }

    /// <summary>The page on paper.</summary>
    public byte[] Print() => Convert.FromBase64String(Send(HttpMethod.Post, "/print", [])!.GetValue<string>());

    /// <summary>What it has to complain about since the page was opened.</summary>
    public IReadOnlyList<string> Complaints() => [.. Log("browser").Select(entry => entry!["message"]!.GetValue<string>())];

    /// <summary>The addresses that were asked for since the page was opened.</summary>
    public IReadOnlyList<string> Requests() =>
    [
        .. from entry in Log("performance")
           let message = JsonNode.Parse(entry!["message"]!.GetValue<string>())!["message"]!
           where message["method"]!.GetValue<string>() == "Network.requestWillBeSent"
           select message["params"]!["request"]!["url"]!.GetValue<string>(),
    ];

    /// <summary>Presses a key, by the character that WebDriver has for it, on whatever has the focus.</summary>
    public void Press(params IEnumerable<string> keys) => Act("key", "keyboard", null, keys.SelectMany(key => new JsonObject[]
    {
        new() { ["type"] = "keyDown", ["value"] = key },
        new() { ["type"] = "keyUp", ["value"] = key },
    }));

    /// <summary>Moves the mouse to a place of the window.</summary>
    public void MoveTo(double x, double y) => Mouse(Move(x, y));

    /// <summary>Drags with the mouse from one place of the window to another.</summary>
    public void Drag((double X, double Y) from, (double X, double Y) to) =>
        Mouse(Move(from.X, from.Y), Button("pointerDown"), Move((from.X + to.X) / 2, to.Y), Move(to.X, to.Y), Button("pointerUp"));

    /// <summary>Clicks so often at a place of the window.</summary>
    public void Click(double x, double y, int times = 1) =>
        Mouse([Move(x, y), .. Enumerable.Range(0, times).SelectMany(_ => new[] { Button("pointerDown"), Button("pointerUp") })]);

    /// <summary>Clicks into the middle of the first element that a selector finds.</summary>
    public void Click(string selector)
    {
        double[] middle = Run<double[]>("let e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'}); let r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]", selector);
        Click(middle[0], middle[1]);
    }

    /// <summary>The text of the file that a click on an element downloads.</summary>
    public string Download(string selector)
    {
        string folder = Directory.CreateDirectory(_scratch.File($"download-{_pages}")).FullName;
        Command("Browser.setDownloadBehavior", new() { ["behavior"] = "allow", ["downloadPath"] = folder });
        Click(selector);
        Patience.Until(() => Directory.GetFiles(folder) is [{ } file] && !file.EndsWith(".crdownload", StringComparison.Ordinal), "the file is there");
        return File.ReadAllText(Directory.GetFiles(folder).Single());
    }

    public void Dispose()
    {
        if (_driver is { HasExited: false })
        {
            if (_hasSession)
                Send(HttpMethod.Delete, "", null);
            _driver.Kill(entireProcessTree: true);
            _driver.WaitForExit();
        }

        _driver?.Dispose();
        _http.Dispose();
        _scratch.Dispose();
    }

    private static JsonObject Move(double x, double y) =>
        new() { ["type"] = "pointerMove", ["x"] = Math.Round(x), ["y"] = Math.Round(y), ["duration"] = 20, ["origin"] = "viewport" };

    private static JsonObject Button(string type) => new() { ["type"] = type, ["button"] = 0 };

    private void Mouse(params JsonObject[] actions) => Act("pointer", "mouse", new() { ["pointerType"] = "mouse" }, actions);

    private void Act(string type, string id, JsonObject? parameters, IEnumerable<JsonObject> actions)
    {
        JsonObject source = new() { ["type"] = type, ["id"] = id, ["actions"] = new JsonArray([.. actions]) };
        if (parameters is not null)
            source["parameters"] = parameters;
        Send(HttpMethod.Post, "/actions", new() { ["actions"] = new JsonArray(source) });
    }

    private JsonArray Log(string type) => Send(HttpMethod.Post, "/se/log", new() { ["type"] = type })!.AsArray();

    private void Start()
    {
        _driver = Process.Start(new ProcessStartInfo(Driver, ["--port=0"]) { RedirectStandardOutput = true })!;
        Match port = Match.Empty;
        while (!port.Success && _driver.StandardOutput.ReadLine() is { } line)
            port = Port().Match(line);
        Assert.True(port.Success, "chromedriver does not tell its port");
        _address = $"http://127.0.0.1:{port.Groups[1].Value}/session";
        JsonObject options = new() { ["binary"] = Chromium, ["args"] = new JsonArray("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", $"--user-data-dir={_scratch.File("profile")}") };
        JsonObject wanted = new() { ["goog:chromeOptions"] = options, ["goog:loggingPrefs"] = new JsonObject { ["browser"] = "ALL", ["performance"] = "ALL" } };
        JsonNode session = Send(HttpMethod.Post, "", new() { ["capabilities"] = new JsonObject { ["alwaysMatch"] = wanted } })!;
        _address += "/" + session["sessionId"]!.GetValue<string>();
        _hasSession = true;
    }

    private JsonNode? Send(HttpMethod method, string path, JsonObject? body)
    {
        // Not as JsonContent, which comes in chunks: chromedriver takes none.
        using HttpRequestMessage request = new(method, _address + path) { Content = body is null ? null : new StringContent(body.ToJsonString()) };
        using HttpResponseMessage response = _http.Send(request);
        using StreamReader text = new(response.Content.ReadAsStream());
        JsonNode? answer = JsonNode.Parse(text.ReadToEnd())!["value"];
        if (!response.IsSuccessStatusCode)
            Assert.Fail($"{path}: {answer?["message"]}");
        return answer;
    }

    [GeneratedRegex(@"successfully on port (\d+)")]
    private static partial Regex Port();
}
