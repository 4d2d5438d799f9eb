using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Releases.BackTests;
using Releases.Durations;

namespace Releases.Service.Http;

/// <summary>What a back-test is asked to do, from the request's query.</summary>
internal static partial class BackTestRequest
{
    private const int MostDealings = 50;
    private static readonly TimeSpan UsualPast = TimeSpan.FromDays(14);

    /// <summary>The options, or what is wrong with them.</summary>
    internal static (BackTestOptions? Options, string? Error) Read(IQueryCollection query, DateTimeOffset now)
    {
        var (until, untilError) = Time(query, "until", now);
        var (from, fromError) = Time(query, "from", until - UsualPast);
        var (step, stepError) = Step(query["step"].ToString());
        var (dealings, dealingsError) = Dealings(query["dealings"].ToString());
        var (regression, regressionError) = Worse(query["regression"].ToString());
        var incidents = query["incident"].Select(text => (Text: text, Incident: Of(text ?? ""))).ToList();
        var (unit, unitError) = Column(query, "unit");
        var wrong = incidents.FirstOrDefault(incident => incident.Incident is null);
        var error = untilError ?? fromError ?? stepError ?? dealingsError ?? regressionError ?? unitError
            ?? (wrong.Text is null ? null : $"incident is '{wrong.Text}'; it must be two times with a slash, as in 2026-03-01T10:00Z/2026-03-01T12:00Z.")
            ?? (from < until ? null : "from must be before until.");
        return error is null
            ? (new BackTestOptions { From = from, Until = until, Step = step, Dealings = dealings, Unit = unit, Regression = regression, Incidents = [.. incidents.Select(incident => incident.Incident!)] }, null)
            : (null, error);
    }

    /// <summary>A column's name, or what is wrong with it: it becomes a part of queries.</summary>
    internal static (string? Name, string? Error) Column(IQueryCollection query, string parameter)
    {
        var text = query[parameter].ToString();
        return text.Length == 0 ? (null, null) : Name().IsMatch(text) ? (text, null) : (null, $"{parameter} is '{text}'; it must be the name of a column.");
    }

    private static (DateTimeOffset Time, string? Error) Time(IQueryCollection query, string parameter, DateTimeOffset otherwise)
    {
        var text = query[parameter].ToString();
        return text.Length == 0 ? (otherwise, null)
            : Instant(text) is { } time ? (time, null)
            : (default, $"{parameter} is '{text}'; it must be a time such as 2026-03-01T10:00Z.");
    }

    private static (TimeSpan? Step, string? Error) Step(string text) => text.Length == 0 ? (null, null)
        : DurationText.Parse(text) is { } step && step >= TimeSpan.FromMinutes(1) ? (step, null)
        : (null, $"step is '{text}'; it must be {DurationText.Shape}, and a minute at least.");

    private static (int Dealings, string? Error) Dealings(string text) => text.Length == 0 ? (1, null)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dealings) && dealings is >= 1 and <= MostDealings ? (dealings, null)
        : (0, $"dealings is '{text}'; it must be a whole number from 1 to {MostDealings}.");

    private static (Regression? Regression, string? Error) Worse(string text)
    {
        var parts = text.Split('*');
        return text.Length == 0 ? (null, null)
            : parts is [var column, var number] && Name().IsMatch(column) && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor is >= 0 and <= 1000
                ? (new Regression(column, factor), null)
                : (null, $"regression is '{text}'; it must be a column and a factor, as in DurationMs*1.2.");
    }

    private static Incident? Of(string text) =>
        text.Split('/') is [var first, var second] && Instant(first) is { } from && Instant(second) is { } until && from < until ? new Incident(from, until) : null;

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
