namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>What a file of rows can be.</summary>
public enum FileFormat
{
    /// <summary>Comma-separated, with a header.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    JsonLines,
    Parquet,
}
