using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Spectre.Console;

namespace ReleaseFunctions.Local.Demo;

/// <summary>Tells a release's timeline in a terminal, entry by entry, as it happens.</summary>
internal sealed class Narrator(IAnsiConsole console)
{
    internal void Title(string text) => console.Write(new Spectre.Console.Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());

    internal void Line(string text) => console.MarkupLine($"[grey]{Markup.Escape(text)}[/]");

    internal void Tell(TimelineEntry entry, DateTimeOffset startedAt)
    {
        var (mark, style) = Look(entry);
        var since = (entry.At - startedAt).TotalSeconds;
        var head = $"{since,6:0.0} s  {mark} {entry.Stage ?? "",-12} ";
        console.MarkupLine($"[grey]{Markup.Escape(head[..8])}[/][{style}]{Markup.Escape(head[8..])}[/]{Markup.Escape(entry.Text)}");
    }

    internal void Result(bool asExpected, string text) =>
        console.MarkupLine($"[bold {(asExpected ? "green" : "red")}]{(asExpected ? "✔" : "✘")} {Markup.Escape(text)}[/]");

    internal void Addresses(IEnumerable<(string What, string Where)> addresses)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn("where");
        foreach (var (what, where) in addresses)
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(where));
        }

        console.Write(table);
    }

    private static (string Mark, string Style) Look(TimelineEntry entry) => (entry.Kind, entry.Evidence?.Verdict) switch
    {
        (TimelineKinds.Verdict, Verdict.Pass) => ("✔", "green"),
        (TimelineKinds.Verdict, Verdict.Fail) => ("✘", "red"),
        (TimelineKinds.Verdict, _) => ("?", "yellow"),
        (TimelineKinds.Exposed, _) => ("▲", "blue"),
        (TimelineKinds.StagePassed, _) => ("●", "green"),
        (TimelineKinds.RollbackStarted or TimelineKinds.RollbackFailed, _) => ("▼", "red"),
        (TimelineKinds.Restored, _) => ("▼", "yellow"),
        (TimelineKinds.Held or TimelineKinds.Trouble, _) => ("‖", "yellow"),
        (TimelineKinds.Ended, _) => ("■", "bold"),
        _ => ("·", "grey"),
    };
}
