using System.Reflection;
using FluentAssertions;
using Scopix.Client;
using Scopix.Emulator.Tests.Pages;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>What a tester expects of every type and method of the kit.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Type[] Types =
        [.. typeof(ScopixEmulator).Assembly.GetExportedTypes().Where(type => type.Namespace == "Scopix.Emulator")];

    public static TheoryData<string> Namespaces => ["Scopix", "Scopix.Photos", "Scopix.Client.Photos", "Scopix.Fixtures.Photos"];

    [Fact]
    public void Every_method_that_returns_a_task_takes_a_cancellation_token()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = Types.SelectMany(type => type.GetMethods(Own))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType)).ToArray();

        methods.Should().HaveCountGreaterThan(50);
        methods.Should().OnlyContain(method => method.GetParameters().Last().ParameterType == typeof(CancellationToken)
            && method.GetParameters().Last().IsOptional);
    }

    [Fact]
    public async Task A_cancelled_token_cancels_every_call()
    {
        var cancelled = new CancellationToken(canceled: true);
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        Func<Task>[] calls =
        [
            () => ScopixEmulator.StartAsync(cancellationToken: cancelled),
            .. KitCalls.Create(scopix.NewTenant(), cancelled).Select(call => call.Call),
        ];

        foreach (var call in calls) await FluentActions.Awaiting(call).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory, MemberData(nameof(Namespaces))]
    public void The_kit_can_be_used_in_a_namespace_that_begins_with_Scopix(string name)
    {
        Type[] types = [.. Types, typeof(ScopixClient), typeof(UploadOptions), typeof(UploadSource), typeof(UploadResult)];
        var fields = types.Where(type => !(type is { IsAbstract: true, IsSealed: true }))
            .Select((type, i) => $"    public {type.Name}? Field{i} {{ get; set; }}");
        var constants = Types.Where(type => type is { IsAbstract: true, IsSealed: true } && !type.IsNested)
            .Select((type, i) => $"    public Type Constants{i} => typeof({type.Name});");

        var (_, problems) = CSharpTests.Compile(
            $$"""
            using Scopix.Client;
            using Scopix.Emulator;

            namespace {{name}};

            public class KitTests
            {
            {{string.Join('\n', [.. fields, .. constants])}}
                public async Task UseAsync()
                {
                    await using var emulator = await ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
                    await emulator.NewTenant(Tier.Free).Faults.AddAsync(new Fault { Operation = Operations.Files.List, Status = 429 });
                }
            }
            """);

        problems.Should().BeEmpty();
    }
}
