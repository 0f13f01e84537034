using System.Text.Json;

namespace MemoryTracker.Tests.Statistics;

/// <summary>What Fixtures/statistics/expected.py worked out.</summary>
internal static class ExpectedStatistics
{
    private static readonly JsonElement Document = Load();

    public static IReadOnlyList<double> Shares { get; } = [.. Document.GetProperty("shares").EnumerateArray().Select(Number)];

    public static IReadOnlyDictionary<string, Expected> Distributions { get; } =
        Document.GetProperty("distributions").EnumerateArray().Select(Read).ToDictionary(expected => expected.Name);

    /// <summary>A number; NaN where there is none.</summary>
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    private static JsonElement Load()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "statistics", "expected.json"));
        return JsonSerializer.Deserialize<JsonElement>(file);
    }

    private static Expected Read(JsonElement set)
    {
        double Of(string name) => Number(set.GetProperty(name));
        return new Expected(
            set.GetProperty("name").GetString()!,
            set.TryGetProperty("values", out JsonElement values)
                ? [.. values.EnumerateArray().Select(Number)]
                : [.. Wild(set.GetProperty("wild")[0].GetInt32(), set.GetProperty("wild")[1].GetInt32())],
            set.GetProperty("count").GetInt64(),
            Of("first"), Of("last"), Of("change"), Of("min"), Of("max"), Of("mean"), Of("std"),
            [.. set.GetProperty("quantiles").EnumerateArray().Select(Number)]);
    }

    /// <summary>The same numbers as in expected.py: whole pages over nine orders of magnitude.</summary>
    private static IEnumerable<double> Wild(int count, long seed)
    {
        for (int i = 0; i < count; i++)
        {
            seed = seed * 48_271 % 2_147_483_647;
            yield return 4096.0 * (1 + (seed % (1L << (int)(seed / 7_919 % 24))));
        }
    }

    internal sealed record Expected(
        string Name, double[] Values, long Count, double First, double Last, double Change,
        double Min, double Max, double Mean, double StandardDeviation, double[] Quantiles);
}
