// A column of the benchmark tables: millions of bytes a second, from how many bytes each operation reads.
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace TelnetSmtp.Benchmarks;

/// <summary>Adds the column MB/s to a class whose benchmarks each read <paramref name="bytes"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThroughputAttribute(int bytes) : ColumnConfigBaseAttribute(new Column(bytes))
{
    public int Bytes => bytes;

    private sealed class Column(int bytes) : IColumn
    {
        public string Id => "MB/s";

        public string ColumnName => "MB/s";

        public string Legend => "Millions of bytes a second";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase]?.ResultStatistics is { } result
            ? (bytes / 1e6 / (result.Mean / 1e9)).ToString("F0", CultureInfo.InvariantCulture)
            : "?";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
    }
}
