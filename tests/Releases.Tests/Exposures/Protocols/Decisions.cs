using Releases.Exposures;

namespace Releases.Tests.Exposures.Protocols;

/// <summary>Asks the protocol's decisions about real flags, each question once.</summary>
internal sealed class Decisions(Protocol protocol)
{
    private const string Standing = "standing";
    private const string Gone = "gone";

    private static readonly Dictionary<Content, string> Documents = new()
    {
        [Content.Original] = """{"id":"f","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":1}}}]}}""",
        [Content.TargetOfA] = """{"id":"f","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":50}}}]}}""",
        [Content.TargetOfB] = """{"id":"f","enabled":true,"conditions":{"client_filters":[]}}""",
        [Content.EditedByHand] = """{"id":"f","enabled":true,"conditions":{"client_filters":[]},"description":"by hand"}""",
        [Content.TurnedOffByHand] = """{"id":"f","enabled":false,"conditions":{"client_filters":[]}}""",
    };

    private readonly Dictionary<(int, int, Part, Setting), Mode> _afterRefusal = [];
    private readonly Dictionary<(int, Part, Setting), Mode> _onTheWayBack = [];

    /// <summary>The number of a write among those of both releases, as a setting's tag holds it.</summary>
    internal static byte NumberOf(int release, int write) => (byte)((release * 4) + write + 1);

    internal Mode AfterRefusal(int release, int write, Part part, Setting found)
    {
        part = Bare(part);
        if (!_afterRefusal.TryGetValue((release, write, part, found), out var mode))
        {
            var intended = new FlagWrite(Captured(part), new Exposure.On(), part.KnownStands ? Standing : Gone, IdOf(NumberOf(release, write)));
            _afterRefusal[(release, write, part, found)] = mode = protocol.AfterRefusal(intended, Found(found)) switch
            {
                FlagWriteResult.Confirmed => Mode.Confirmed,
                FlagWriteResult.Drifted => Mode.Drifted,
                FlagWriteResult.Unknown => Mode.Unknown,
                var other => throw new InvalidOperationException($"{other} has no place here."),
            };
        }

        return mode;
    }

    internal Mode OnTheWayBack(int release, Part part, Setting found)
    {
        part = Bare(part);
        if (!_onTheWayBack.TryGetValue((release, part, found), out var mode))
        {
            var restore = new FlagRestore(Captured(part), NameOf(release), IdOf(NumberOf(release, part.Attempt + 1)));
            _onTheWayBack[(release, part, found)] = mode = protocol.OnTheWayBack(restore, Found(found)) switch
            {
                RestoreDecision.WriteBack => Mode.WritingBack,
                RestoreDecision.Done => Mode.Restored,
                RestoreDecision.LeaveOff => Mode.LeftOff,
                RestoreDecision.Drifted => Mode.Blocked,
                var other => throw new InvalidOperationException($"{other} has no place here."),
            };
        }

        return mode;
    }

    private static string NameOf(int release) => release == 0 ? "a" : "b";

    private static string IdOf(byte number) => ((number - 1) % 4) switch
    {
        var stage and < 2 => $"{NameOf((number - 1) / 4)}.{stage}",
        var write => $"{NameOf((number - 1) / 4)}.restore.{write - 1}",
    };

    private static CapturedFlag Captured(Part part) =>
        new("f", null, Documents[part.Captured], FeatureFlagSetting.ContentType, new Dictionary<string, string>(), part.CapturedStands ? Standing : Gone, Locked: false);

    private static FoundFlag Found(Setting setting)
    {
        var tags = setting.Write == 0
            ? new Dictionary<string, string>()
            : WriteTags.On(new Dictionary<string, string>(), IdOf(setting.Write), Documents[setting.Hashed], FeatureFlagSetting.ContentType);
        return new FoundFlag("f", Documents[setting.Content], FeatureFlagSetting.ContentType, tags, Standing, Locked: false);
    }

    /// <summary>What a decision can depend on.</summary>
    private static Part Bare(Part part) => default(Part) with { Captured = part.Captured, CapturedStands = part.CapturedStands, KnownStands = part.KnownStands, Attempt = part.Attempt };
}
