using Azure.Data.Tables;
using Releases.Records;

namespace Releases.Azure.Records;

/// <summary>Records as entities. Beside the JSON stand the few columns that a query or a person in a storage browser looks at.</summary>
internal static class RecordEntities
{
    public const string Answered = "Answered";

    /// <summary>On the index rows of releases that have not ended, and on no others.</summary>
    public const string Open = "Open";

    public static TableEntity Of(ReleaseStatus status)
    {
        var entity = new TableEntity(status.Id, RecordKeys.Status)
        {
            ["Phase"] = status.Phase.ToString(),
            ["UpdatedAt"] = status.UpdatedAt,
            ["Sequence"] = status.Sequence,
        };
        RecordJson.Write(entity, status);
        return entity;
    }

    /// <summary>A row of the index. Only an ended release's row holds its status: it is final, so it can never be behind.</summary>
    public static TableEntity IndexOf(ReleaseStatus status)
    {
        var entity = new TableEntity(RecordKeys.Index, RecordKeys.IndexRow(status)) { ["Id"] = status.Id };
        if (status.Phase == ReleasePhase.Ended)
        {
            RecordJson.Write(entity, status);
        }
        else
        {
            entity[Open] = true;
        }

        return entity;
    }

    public static TableEntity Of(string releaseId, TimelineEntry entry)
    {
        var entity = new TableEntity(releaseId, RecordKeys.Entry(entry.Sequence)) { ["At"] = entry.At, ["Kind"] = entry.Kind };
        RecordJson.Write(entity, entry);
        return entity;
    }

    public static TableEntity Of(string releaseId, Signal signal)
    {
        var entity = new TableEntity(releaseId, RecordKeys.Signal(signal.Id)) { ["Kind"] = signal.Kind.ToString(), [Answered] = false };
        RecordJson.Write(entity, signal);
        return entity;
    }

    /// <summary>To be merged into the signal's entity.</summary>
    public static TableEntity Of(string releaseId, SignalAnswer answer) => new(releaseId, RecordKeys.Signal(answer.SignalId))
    {
        [Answered] = true,
        [nameof(SignalAnswer.Accepted)] = answer.Accepted,
        [nameof(SignalAnswer.Text)] = answer.Text,
    };

    public static SignalAnswer? Answer(TableEntity entity, string signalId) => entity.GetBoolean(Answered) == true
        ? new SignalAnswer(signalId, entity.GetBoolean(nameof(SignalAnswer.Accepted)) == true, entity.GetString(nameof(SignalAnswer.Text)) ?? "")
        : null;
}
