using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>Everything that may have been written is put back, and nothing else: production first, then the others from the last to the first.</summary>
internal static class RestoreLaws
{
    internal static void OnRestore(WatchedRelease release, Told told, Effect.Restore restore)
    {
        var now = release.Now;
        Law.Holds(told.Doing == Doing.RollingBack, now, $"flags are put back while {told.Doing}");
        Law.Holds(restore.CaptureDocument == told.Capture, now, $"flags are put back to {restore.CaptureDocument}; they are kept in {told.Capture}");
        Law.Holds(restore.Attempt == told.RestoreAttempts + 1, now, $"attempt {restore.Attempt} to put back comes after {told.RestoreAttempts}");

        var expected = told.Flags.Where(flag => flag.Value.IsToBePutBack).Select(flag => flag.Key).ToHashSet();
        var targets = restore.Targets.SelectMany(target => target.Keys.Select(key => (target.Environment, key))).ToList();
        Law.Holds(
            expected.SetEquals(targets) && targets.Count == expected.Count,
            now,
            $"to be put back are {string.Join(", ", expected)}; put back are {string.Join(", ", targets)}");

        IReadOnlyList<string> order =
        [
            .. release.Stages.Select(stage => stage.Environment).Distinct().Reverse().OrderByDescending(name => release.Environments[name].Production),
        ];
        var places = restore.Targets.Select(target => order.ToList().IndexOf(target.Environment)).ToList();
        Law.Holds(places.SequenceEqual(places.Order()), now, $"environments are put back as {string.Join(", ", restore.Targets.Select(target => target.Environment))}; the order is {string.Join(", ", order)}");
        foreach (var environment in restore.Targets.GroupBy(target => target.Environment))
        {
            var groups = environment.Select(target => release.OrderOf(target.Keys[0])).ToList();
            Law.Holds(groups.SequenceEqual(groups.OrderDescending()), now, $"order groups of {environment.Key} are put back as {string.Join(", ", groups)}");
        }

        foreach (var target in restore.Targets)
        {
            Law.Holds(target.Keys.Select(release.OrderOf).Distinct().Count() == 1, now, $"order groups are put back together: {string.Join(", ", target.Keys)}");
            foreach (var key in target.Keys)
            {
                var flag = told.Flags[(target.Environment, key)];
                var yielded = target.Yielded?.GetValueOrDefault(key);
                Law.Holds(yielded == (flag.Yielded ? flag.ETag : null), now, $"{key} may be put back over {yielded}, and a person has given up {(flag.Yielded ? flag.ETag : "nothing")}");
            }

            Law.Holds(target.SyncToken == told.Tokens.GetValueOrDefault(target.Environment), now, $"the Sync-Token of {target.Environment} is lost: {target.SyncToken}");
        }
    }
}
