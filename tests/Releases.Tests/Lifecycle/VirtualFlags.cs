using Releases.Exposures;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>The flags of all environments, written as the write protocol says, in the small.</summary>
internal sealed class VirtualFlags(VirtualWorld world)
{
    internal const string Captured = "1 %";
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(45);
    private Dictionary<(string Environment, string Key), VirtualSetting> _settings = [];
    private readonly Dictionary<(string Environment, string Key), string> _captured = [];
    private int _adoptions;

    internal VirtualSetting this[string environment, string key] => _settings[(environment, key)];

    internal IReadOnlyDictionary<(string Environment, string Key), VirtualSetting> All => _settings;

    /// <summary>From now on both have the same stores.</summary>
    internal void Share(VirtualFlags other) => _settings = other._settings;

    internal void Add(string environment, string key) => _settings[(environment, key)] = new VirtualSetting(Captured, 1);

    /// <summary>Takes up a setting of a release that has captured it before.</summary>
    internal void TakeUp(string environment, string key, VirtualSetting setting)
    {
        _settings[(environment, key)] = setting;
        _captured[(environment, key)] = Captured;
    }

    internal void Change(string environment, string key, Func<VirtualSetting, VirtualSetting> change) =>
        _settings[(environment, key)] = change(_settings[(environment, key)]);

    /// <summary>Captures once; a repeated capture finds the document of the first.</summary>
    internal ReleaseEvent.Captured Capture(Effect.Capture capture)
    {
        var keys = capture.Targets.SelectMany(target => target.Keys.Select(key => (target.Environment, key))).ToList();
        foreach (var key in keys)
        {
            _captured.TryAdd(key, _settings[key].Value);
        }

        return new($"captures/{capture.ReleaseId}", [.. keys.Select(key => new CapturedTarget(key.Environment, key.key, _settings[key].ETag))], new Dictionary<string, string>(), world.Protective);
    }

    /// <summary>Says which flags have another version than ours.</summary>
    internal ReleaseEvent Look(Effect.Look look) => world.FaultOf(look.Environment) is StoreFault.Outage
        ? look.Failed("503 from the store")
        : new ReleaseEvent.Looked(
            [.. look.Targets.Where(target => _settings[(look.Environment, target.Key)].ETag != target.ETag).Select(target => Drifted(look.Environment, target.Key))], "token");

    /// <summary>Takes over what was shown, if it still is there; only a value that is kept changes what a rollback restores.</summary>
    internal ReleaseEvent Adopt(Effect.Adopt adopt)
    {
        if (adopt.Targets.Any(target => world.FaultOf(target.Environment) is StoreFault.Outage))
        {
            return adopt.Failed("503 from the store");
        }

        var missed = adopt.Targets.Where(target => _settings[(target.Environment, target.Key)].ETag != target.ETag).ToList();
        if (missed.Count > 0)
        {
            return new ReleaseEvent.AdoptionMissed([.. missed.Select(target => Drifted(target.Environment, target.Key))]);
        }

        _adoptions++;
        if (!adopt.Keep)
        {
            return new ReleaseEvent.Adopted(adopt.CaptureDocument, $"{adopt.CaptureDocument}-base-{_adoptions}");
        }

        foreach (var target in adopt.Targets)
        {
            _captured[(target.Environment, target.Key)] = _settings[(target.Environment, target.Key)].Value;
        }

        return new ReleaseEvent.Adopted($"{adopt.CaptureDocument}-kept-{_adoptions}", $"{adopt.CaptureDocument}-kept-{_adoptions}");
    }

    private DriftedFlag Drifted(string environment, string key) => new(environment, key, $"it is {_settings[(environment, key)].Value}", _settings[(environment, key)].ETag);

    internal FlagWriteResult Expose(Effect.Expose expose, ExposeTarget target)
    {
        var at = (expose.Environment, target.Key);
        var value = target.Exposure.ToString()!;
        bool Write()
        {
            var found = _settings[at];
            if (found.Locked || found.ETag != target.MustFind)
            {
                return false;
            }

            _settings[at] = found.Written(value, target.WriteId);
            return true;
        }

        var unknown = new FlagWriteResult.Unknown(target.Key, "no answer within 10 s");
        switch (world.FaultOf(expose.Environment))
        {
            case StoreFault.Outage:
                return unknown;
            case StoreFault.LostResponse:
                Write();
                return unknown;
            case StoreFault.Late:
                world.Later(Delay, () => Write());
                return unknown;
            default:
                break;
        }

        if (Write() || _settings[at].IsOf(target.WriteId))
        {
            return new FlagWriteResult.Confirmed(target.Key, _settings[at].ETag);
        }

        return _settings[at].Locked
            ? new FlagWriteResult.Locked(target.Key)
            : new FlagWriteResult.Drifted(target.Key, $"it is {_settings[at].Value}", _settings[at].ETag);
    }

    internal FlagRestoreResult Restore(Effect.Restore restore, string environment, string key)
    {
        var at = (environment, key);
        var found = _settings[at];
        var captured = _captured[at];
        void Write()
        {
            if (!_settings[at].Locked && _settings[at].ETag == found.ETag)
            {
                _settings[at] = _settings[at].Written(captured, $"{restore.ReleaseId}.restore.{restore.Attempt}");
            }
        }

        var unknown = new FlagRestoreResult.Unknown(key, "no answer within 10 s");
        var fault = world.FaultOf(environment);
        if (fault == StoreFault.Outage)
        {
            return unknown;
        }

        if (!found.IsOfRelease(restore.ReleaseId) && found.Value != captured)
        {
            var yielded = restore.Targets.Single(target => target.Environment == environment && target.Keys.Contains(key)).Yielded?.GetValueOrDefault(key);
            if (found.Value == "off")
            {
                return new FlagRestoreResult.LeftOff(key, "it is off");
            }

            if (found.ETag != yielded)
            {
                return new FlagRestoreResult.Drifted(key, $"it is {found.Value}");
            }
        }

        if (found.Locked)
        {
            return new FlagRestoreResult.Locked(key);
        }

        if (fault == StoreFault.Late)
        {
            world.Later(Delay, Write);
            return unknown;
        }

        Write();
        return fault == StoreFault.LostResponse ? unknown : new FlagRestoreResult.Restored(key, _settings[at].ETag);
    }
}
