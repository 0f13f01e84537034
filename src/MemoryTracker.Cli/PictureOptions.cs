using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MemoryTracker.Charts;

namespace MemoryTracker.Cli;

/// <summary>The options of how a chart looks, for every command that draws one.</summary>
/// <param name="usualTitle">What its title tells unless another one is given.</param>
internal sealed class PictureOptions(string usualTitle)
{
    private readonly Option<string?> _title = new("--title") { Description = $"The title, in place of {usualTitle}.", HelpName = "TEXT" };

    private readonly Option<(int Width, int Height)?> _size = new("--size")
    {
        Description = "The chart's size in pixels. [default: 1600x900]",
        HelpName = "WxH",
        CustomParser = ParseSize,
    };

    private readonly Option<double?> _scale = new("--scale")
    {
        Description = "Pixels of the picture for each pixel of its size: 2 for dense screens and print. [default: 1]",
        HelpName = "FACTOR",
        CustomParser = ParseScale,
    };

    private readonly Option<string?> _theme = OptionChoice.Of("--theme", "The chart's colours.", "light", "dark");

    private readonly Option<string?> _time = OptionChoice.Of("--time", "Time since the start, or time of day.", "elapsed", "clock");

    private readonly Option<string?> _layout = OptionChoice.Of(
        "--layout",
        "What has one unit shares an axis. Of several units, the first two are in one plot and the others below it; or each is in a plot of its own; "
            + "or in a file of its own (NAME.memory.png, NAME.cpu.png).",
        "dual",
        "panels",
        "separate");

    private readonly Option<bool> _logY = new("--log-y")
    {
        Description = "Count memory, CPU and all else by powers of ten or two: so much times more is so much higher. What is zero lies on the floor.",
    };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IReadOnlyList<Option> All => [_title, _size, _scale, _theme, _time, _layout, _logY];

    /// <summary>Those that have a meaning where several recordings are drawn over each other.</summary>
    public IReadOnlyList<Option> OfSeveral => [_title, _size, _scale, _theme, _logY];

    /// <summary>Refuses what was given of looks that nothing has which is written.</summary>
    /// <param name="result">The arguments.</param>
    /// <param name="hasPicture">Whether a picture is written.</param>
    /// <param name="hasTitled">Whether something else is that has a title.</param>
    /// <param name="hasTimes">Whether something else is that tells times in one way or the other.</param>
    /// <param name="others">Further options that matter to pictures only.</param>
    /// <exception cref="UserException">Something was.</exception>
    public void RefuseWithout(ParseResult result, bool hasPicture, bool hasTitled, bool hasTimes, params IEnumerable<Option> others)
    {
        if (hasPicture)
            return;
        Option? idle = All.Concat(others).FirstOrDefault(option =>
            result.GetResult(option) is { Implicit: false } && !(option == _title && hasTitled) && !(option == _time && hasTimes));
        if (idle is not null)
            throw UserException.Usage($"{idle.Name} says how a picture looks, and none is written that it could matter to: add -o FILE.png, or leave it out");
    }

    /// <summary>What the arguments ask for.</summary>
    /// <exception cref="UserException">No picture can be that large or small.</exception>
    public ChartOptions Read(ParseResult result)
    {
        (int width, int height) = result.GetValue(_size) ?? (1600, 900);
        ChartOptions chart = new()
        {
            Width = width,
            Height = height,
            Scale = result.GetValue(_scale) ?? 1,
            Theme = OptionChoice.Read<ChartTheme>(result, _theme),
            TimeAxis = OptionChoice.Read<TimeAxis>(result, _time),
            Layout = OptionChoice.Read<ChartLayout>(result, _layout),
            Title = result.GetValue(_title),
            IsLogarithmic = result.GetValue(_logY),
        };
        try
        {
            ChartPictures.Check(chart);
            return chart;
        }
        catch (ChartException error)
        {
            throw UserException.Usage($"--size, --scale: {error.Message}");
        }
    }

    private static (int Width, int Height)? ParseSize(ArgumentResult argument)
    {
        string[] sides = argument.Text.Split('x');
        return sides.Length == 2 && ArgumentText.TryParseWhole(sides[0], out int width) && ArgumentText.TryParseWhole(sides[1], out int height)
            ? (width, height)
            : argument.Refuse<(int, int)?>("a size in pixels, such as 1600x900");
    }

    private static double? ParseScale(ArgumentResult argument) =>
        double.TryParse(argument.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double scale)
            ? scale
            : argument.Refuse<double?>("a factor, such as 2");
}
