namespace MemoryTracker.Reports;

/// <summary>What the script of a page is told: which columns its data have, and what is drawn of them. Texts are cleaned; times are in seconds since the recording began.</summary>
internal sealed record ReportFacts
{
    /// <summary>The name of a file that is made of the page.</summary>
    public required string FileName { get; init; }

    /// <summary>When the time axis begins and ends.</summary>
    public required double From { get; init; }

    /// <inheritdoc cref="From"/>
    public required double To { get; init; }

    /// <summary>The start of the recording in microseconds since 1970 in UTC; null when it is not known, and then there is no time of day.</summary>
    public long? StartUs { get; init; }

    /// <summary>How far the clock of the machine was ahead of UTC at that time, in minutes.</summary>
    public int OffsetMinutes { get; init; }

    /// <summary>Whether times are at first told as times of day.</summary>
    public bool IsClock { get; init; }

    /// <summary>How many samples there were.</summary>
    public required long Samples { get; init; }

    /// <summary>Whether the columns are points that were kept of each metric, and not the samples.</summary>
    public required bool IsReduced { get; init; }

    /// <summary>The columns of the data.</summary>
    public required IReadOnlyList<ColumnFacts> Columns { get; init; }

    /// <summary>The processes the samples are of, each from the sample of that number on.</summary>
    public IReadOnlyList<NameFacts> Names { get; init; } = [];

    /// <summary>The metrics that have a column of their own in files made of the page; none when it holds no samples.</summary>
    public IReadOnlyList<MetricFacts> Metrics { get; init; } = [];

    /// <summary>The charts, from above to below.</summary>
    public required IReadOnlyList<ChartFacts> Charts { get; init; }

    /// <summary>The highest memory; null for none.</summary>
    public PeakFacts? Peak { get; init; }

    /// <summary>The markers in the order of time.</summary>
    public IReadOnlyList<MarkerFacts> Markers { get; init; } = [];

    /// <summary>How many more there were.</summary>
    public long MarkersLeftOut { get; init; }

    /// <summary>A column: how many figures it has, and by what a whole number is divided.</summary>
    public sealed record ColumnFacts(long Count, double Scale);

    /// <summary>The process of the samples from that number on.</summary>
    public sealed record NameFacts(long From, int? Pid, string Command);

    /// <summary>A metric with its column in files, the column of the data, and its decimals.</summary>
    public sealed record MetricFacts(string Name, int Column, int Decimals);

    /// <summary>A chart of one or more series. The unit is <c>bytes</c>, <c>byte_rate</c>, <c>percent</c>, <c>rate</c>, <c>count</c> or <c>seconds</c>.</summary>
    public sealed record ChartFacts(string Title, string Unit, IReadOnlyList<SeriesFacts> Series)
    {
        /// <summary>The lines that its figures are held against; null for none.</summary>
        public IReadOnlyList<GuideFacts>? Guides { get; init; }
    }

    /// <summary>A straight line from one moment and figure to another: a limit, or else a trend.</summary>
    public sealed record GuideFacts(bool IsLimit, string Label, double From, double AtFrom, double To, double AtTo);

    /// <summary>
    /// A series: its colours, the columns of its times and figures; how it is <c>drawn</c> (<c>line</c> from moment to moment, <c>step</c> level over the time before it, <c>peak</c> what is known of
    /// the time between samples); what is <c>made</c> of the column (<c>growth</c> a second, the figure <c>held</c>, those of intervals <c>spread</c> over missing ones; empty for nothing).
    /// </summary>
    public sealed record SeriesFacts(string Label, string Light, string Dark, string Drawn, string Made, int X, int Y)
    {
        /// <summary>Whether nothing is known of the time in which ticks were skipped.</summary>
        public bool BreaksAtGaps { get; init; }

        /// <summary>Whether the peak of the recording is marked in its chart.</summary>
        public bool MarksPeak { get; init; }
    }

    /// <summary>The highest memory, and the time in which it was reached.</summary>
    public sealed record PeakFacts(double From, double To, double Bytes, string Label);

    /// <summary>A marker in its colours; the end is null for a moment.</summary>
    public sealed record MarkerFacts(double At, double? End, string Label, string Light, string Dark, bool Approximate, bool Open);
}
