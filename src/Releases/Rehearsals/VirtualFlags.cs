using System.Globalization;
using Releases.Exposures;
using Releases.Lifecycle;

namespace Releases.Rehearsals;

/// <summary>
/// The flags of all environments, with ETags, locks and replicas that are behind. What is written and decided is what the real store
/// adapter writes and decides (docs/explanation/write-protocol.md), with the domain's own functions.
/// </summary>
public sealed class VirtualFlags(Agenda agenda, FaultPlan faults)
{
    /// <summary>What flags are at before anybody has touched them.</summary>
    public const string Captured = "1 %";

    private const int RestoreRounds = 5;
    private static readonly TimeSpan LandsLate = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ReplicaIsBehind = TimeSpan.FromSeconds(20);
    private static readonly string CapturedDocument = ExposedShare.Document(ExposedShare.Off, Captured);
    private Stores _stores = new();

    /// <summary>What is done about a flag on the way back; the real protocol's decision, unless a test breaks it.</summary>
    public Func<FlagRestore, FoundFlag?, RestoreDecision> Deciding { get; set; } = RestoreDecision.For;

    /// <summary>Is told of every change: where, who wrote it (a write id, or nothing for a person), and what stands there now.</summary>
    public Action<string, string, string?, VirtualSetting>? Changed { get; set; }

    public VirtualSetting this[string environment, string key] => _stores.Settings[(environment, key)][^1].Setting;

    public IReadOnlyDictionary<(string Environment, string Key), VirtualSetting> All => _stores.Settings.ToDictionary(setting => setting.Key, setting => setting.Value[^1].Setting);

    /// <summary>From now on both have the same stores.</summary>
    public void Share(VirtualFlags other) => _stores = other._stores;

    public void Add(string environment, string key, string? document = null) =>
        Put((environment, key), new FoundFlag(key, document ?? CapturedDocument, FeatureFlagSetting.ContentType, new Dictionary<string, string>(), "", false));

    public bool Has(string environment, string key) => _stores.Settings.ContainsKey((environment, key));

    /// <summary>Somebody else does something to a flag.</summary>
    public void Change(string environment, string key, Func<VirtualSetting, VirtualSetting> change)
    {
        var before = this[environment, key];
        var after = change(before).Flag;
        if (after == (before.Flag with { Locked = after.Locked }))
        {
            // Stores differ in whether a lock moves the ETag. Here it does not, so that a write meets the lock itself; edits move it.
            _stores.Settings[(environment, key)][^1] = (agenda.Now, before with { Flag = after });
        }
        else
        {
            Put((environment, key), after);
            _stores.ByHand.Add(_stores.Sequence);
        }

        Changed?.Invoke(environment, key, null, this[environment, key]);
    }

    /// <summary>Whether what stands there was last written by a person.</summary>
    public bool IsOfAPerson(string environment, string key) => _stores.ByHand.Contains(this[environment, key].Sequence);

    /// <summary>One flag as a release has captured it.</summary>
    public CapturedFlag CapturedIn(string document, string environment, string key) => _stores.Captures[document][(environment, key)];

    /// <summary>Nothing is written between two captures of a release, so a repeated one is as good as the first.</summary>
    public ReleaseEvent Capture(Effect.Capture capture, IReadOnlyList<string> protective)
    {
        var name = $"captures/{capture.ReleaseId}";
        var missing = capture.Targets.SelectMany(target => target.Keys.Where(key => !Has(target.Environment, key)).Select(key => $"there is no flag {key} in {target.Environment}")).ToList();
        if (missing.Count > 0)
        {
            return new ReleaseEvent.CaptureRefused(missing);
        }

        var flags = capture.Targets.SelectMany(target => target.Keys.Select(key => (target.Environment, Key: key))).ToDictionary(at => at, at => CapturedOf(Read(at, null)));
        _stores.Captures[name] = flags;
        return new ReleaseEvent.Captured(
            name,
            [.. flags.Select(flag => new CapturedTarget(flag.Key.Environment, flag.Key.Key, flag.Value.ETag))],
            capture.Targets.ToDictionary(target => target.Environment, _ => Token()),
            protective);
    }

    /// <summary>Says which flags have another version than ours.</summary>
    public ReleaseEvent Look(Effect.Look look)
    {
        if (IsUnreachable(look.Environment))
        {
            return look.Failed("503 from the store");
        }

        var found = look.Targets.Select(target => (target.Key, Expected: target.ETag, Flag: Read((look.Environment, target.Key), look.SyncToken)));
        return new ReleaseEvent.Looked([.. found.Where(flag => flag.Flag.ETag != flag.Expected).Select(flag => Drifted(look.Environment, flag.Flag))], Token());
    }

    /// <summary>Takes over what was shown, if it still is there; only a value that is kept changes what a rollback restores.</summary>
    public ReleaseEvent Adopt(Effect.Adopt adopt)
    {
        if (adopt.Targets.Any(target => IsUnreachable(target.Environment)))
        {
            return adopt.Failed("503 from the store");
        }

        var found = adopt.Targets.Select(target => (Target: target, Flag: Read((target.Environment, target.Key), adopt.SyncTokens.GetValueOrDefault(target.Environment)))).ToList();
        if (found.Any(flag => flag.Flag.ETag != flag.Target.ETag))
        {
            return new ReleaseEvent.AdoptionMissed([.. found.Where(flag => flag.Flag.ETag != flag.Target.ETag).Select(flag => Drifted(flag.Target.Environment, flag.Flag))]);
        }

        var taken = found.ToDictionary(flag => (flag.Target.Environment, flag.Target.Key), flag => CapturedOf(flag.Flag) with { Tags = WriteTags.Without(flag.Flag.Tags) });
        var refused = found.SelectMany(flag => flag.Target.Exposures.Select(exposure => new FlagWrite(taken[(flag.Target.Environment, flag.Target.Key)], exposure, flag.Flag.ETag, "adopted")))
            .Select(FlagPreparing.For).OfType<FlagPreparing.Refused>().Select(refusal => refusal.Reason).Distinct().ToList();
        if (refused.Count > 0)
        {
            return new ReleaseEvent.AdoptionRefused(refused);
        }

        var kept = FormattableString.Invariant($"{adopt.CaptureDocument}-{(adopt.Keep ? "kept" : "base")}-{++_stores.Adoptions}");
        string With(string document, string name)
        {
            var flags = new Dictionary<(string, string), CapturedFlag>(_stores.Captures[document]);
            foreach (var (at, flag) in taken)
            {
                flags[at] = flag;
            }

            _stores.Captures[name] = flags;
            return name;
        }

        if (!adopt.Keep)
        {
            return new ReleaseEvent.Adopted(adopt.CaptureDocument, With(adopt.BaseDocument, kept));
        }

        return new ReleaseEvent.Adopted(With(adopt.CaptureDocument, kept), adopt.CaptureDocument == adopt.BaseDocument ? kept : With(adopt.BaseDocument, kept + "-base"));
    }

    /// <summary>Sync-Tokens say which write a reader must see at least.</summary>
    public string Token() => FormattableString.Invariant($"sn={_stores.Sequence}");

    /// <summary>Takes up flags that a release of an earlier time has captured and written.</summary>
    /// <param name="captureDocument">The document that holds what was captured; <see langword="null"/> where nothing was yet.</param>
    public void TakeUp(string? captureDocument, string environment, string key, FoundFlag now, int version, CapturedFlag captured)
    {
        if (captureDocument is not null)
        {
            var known = _stores.Captures.GetValueOrDefault(captureDocument) ?? new Dictionary<(string, string), CapturedFlag>();
            _stores.Captures[captureDocument] = new Dictionary<(string, string), CapturedFlag>(known) { [(environment, key)] = captured };
        }

        _stores.Settings[(environment, key)] = [(agenda.Now, new VirtualSetting(now, ++_stores.Sequence, version))];
    }

    public FlagWriteResult Expose(Effect.Expose expose, ExposeTarget target)
    {
        var at = (expose.Environment, target.Key);
        var captured = _stores.Captures[expose.CaptureDocument][at];
        var write = new FlagWrite(captured, target.Exposure, target.MustFind, target.WriteId);
        if (FlagPreparing.For(write) is not FlagPreparing.Ready ready)
        {
            return new FlagWriteResult.Impossible(target.Key, "the flag cannot take this exposure");
        }

        bool Write() => TryPut(at, captured, ready.Value, target.MustFind, target.WriteId);

        var unknown = new FlagWriteResult.Unknown(target.Key, "no answer within 10 s");
        switch (faults.Of(expose.Environment, agenda.Now, target.Key))
        {
            case StoreFault.Outage or StoreFault.TimedOut:
                return unknown;
            case StoreFault.Throttled:
                return new FlagWriteResult.Unknown(target.Key, "429, too many requests");
            case StoreFault.LostResponse:
                Write();
                return unknown;
            case StoreFault.Late:
                agenda.Later(LandsLate, () => Write());
                return unknown;
            default:
                break;
        }

        if (Write())
        {
            return new FlagWriteResult.Confirmed(target.Key, this[at.Environment, at.Key].Flag.ETag);
        }

        var refusedAsLocked = this[at.Environment, at.Key] is { Locked: true } standing && standing.Flag.ETag == target.MustFind;
        var found = Read(at, expose.SyncToken);
        return ExposeDecision.For(write, refusedAsLocked, found) is FlagWriteResult.Drifted drifted
            ? drifted with { Difference = $"it is {ExposedShare.Told(found.Value)}" }
            : ExposeDecision.For(write, refusedAsLocked, found);
    }

    public FlagRestoreResult Restore(Effect.Restore restore, RestoreTarget target, string key)
    {
        var (environment, syncToken) = (target.Environment, target.SyncToken);
        var at = (environment, key);
        var captured = _stores.Captures[restore.CaptureDocument][at];
        var put = new FlagRestore(captured, restore.ReleaseId, FormattableString.Invariant($"{restore.ReleaseId}.restore.{restore.Attempt}"), target.Yielded?.GetValueOrDefault(key));
        var fault = faults.Of(environment, agenda.Now, key);
        if (fault is StoreFault.Outage or StoreFault.TimedOut or StoreFault.Throttled)
        {
            return new FlagRestoreResult.Unknown(key, fault == StoreFault.Throttled ? "429, too many requests" : "no answer within 10 s");
        }

        for (var round = 0; round <= RestoreRounds; round++)
        {
            switch (Deciding(put, Read(at, syncToken)))
            {
                case RestoreDecision.Done when fault == StoreFault.LostResponse:
                    return new FlagRestoreResult.Unknown(key, "no answer within 10 s");
                case RestoreDecision.Done done:
                    return new FlagRestoreResult.Restored(key, done.ETag);
                case RestoreDecision.LeaveOff:
                    return new FlagRestoreResult.LeftOff(key, $"it is {ExposedShare.Told(this[environment, key].Flag.Value)}");
                case RestoreDecision.Drifted:
                    return new FlagRestoreResult.Drifted(key, $"it is {ExposedShare.Told(this[environment, key].Flag.Value)}");
                case RestoreDecision.Locked:
                    return new FlagRestoreResult.Locked(key);
                case RestoreDecision.WriteBack write when fault == StoreFault.Late:
                    agenda.Later(LandsLate, () => TryPut(at, captured, captured.Value, write.MustFind, put.WriteId));
                    return new FlagRestoreResult.Unknown(key, "no answer within 10 s");
                case RestoreDecision.WriteBack write:
                    if (TryPut(at, captured, captured.Value, write.MustFind, put.WriteId))
                    {
                        // The adapter's own reads send the token of its own write.
                        syncToken = Token();
                    }

                    if (fault == StoreFault.LostResponse)
                    {
                        return new FlagRestoreResult.Unknown(key, "no answer within 10 s");
                    }

                    break;
                default:
                    throw new InvalidOperationException("Unknown decision.");
            }
        }

        return new FlagRestoreResult.Unknown(key, "the flag was changed by others in each round");
    }

    /// <summary>A read as a replica answers it: what the token speaks of is there, what is younger may not be yet.</summary>
    private FoundFlag Read((string Environment, string Key) at, string? syncToken)
    {
        var versions = _stores.Settings[at];
        if (faults.Of(at.Environment, agenda.Now, at.Key) != StoreFault.Stale)
        {
            return versions[^1].Setting.Flag;
        }

        var seen = syncToken is null ? 0 : long.Parse(syncToken.AsSpan("sn=".Length), CultureInfo.InvariantCulture);
        return versions.FindLast(version => version.At <= agenda.Now - ReplicaIsBehind || version.Setting.Sequence <= seen).Setting?.Flag ?? versions[0].Setting.Flag;
    }

    private bool TryPut((string Environment, string Key) at, CapturedFlag captured, string document, string mustFind, string writeId)
    {
        var found = this[at.Environment, at.Key];
        if (found.Locked || found.Flag.ETag != mustFind)
        {
            return false;
        }

        Put(at, found.Flag with { Value = document, ContentType = captured.ContentType, Tags = WriteTags.On(captured.Tags, writeId, document, captured.ContentType) });
        Changed?.Invoke(at.Environment, at.Key, writeId, this[at.Environment, at.Key]);
        return true;
    }

    private void Put((string Environment, string Key) at, FoundFlag flag)
    {
        var versions = _stores.Settings.TryGetValue(at, out var known) ? known : _stores.Settings[at] = [];
        var version = versions.Count == 0 ? 1 : versions[^1].Setting.Version + 1;
        versions.Add((agenda.Now, new VirtualSetting(flag with { ETag = FormattableString.Invariant($"etag-{version}") }, ++_stores.Sequence, version)));
    }

    private bool IsUnreachable(string environment) => faults.Of(environment, agenda.Now) is StoreFault.Outage or StoreFault.TimedOut or StoreFault.Throttled;

    private static DriftedFlag Drifted(string environment, FoundFlag found) => new(environment, found.Key, $"it is {ExposedShare.Told(found.Value)}", found.ETag);

    private static CapturedFlag CapturedOf(FoundFlag flag) => new(flag.Key, null, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked);

    /// <summary>What stands in the stores, which two worlds may share.</summary>
    private sealed class Stores
    {
        internal Dictionary<(string Environment, string Key), List<(DateTimeOffset At, VirtualSetting Setting)>> Settings { get; } = [];

        internal Dictionary<string, IReadOnlyDictionary<(string Environment, string Key), CapturedFlag>> Captures { get; } = [];

        internal HashSet<long> ByHand { get; } = [];

        internal long Sequence { get; set; }

        internal int Adoptions { get; set; }
    }
}
