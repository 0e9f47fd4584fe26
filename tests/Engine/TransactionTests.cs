using FluentAssertions;
using Scopix.Emulator.Engine;
using Xunit;

namespace Scopix.Emulator.Tests.Engine;

public sealed class TransactionTests
{
    [Fact]
    public void Actions_after_a_transaction_run_only_after_its_commit()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        var tenant = tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        var done = new List<string>();

        var failing = () => tenant.Write<int>(transaction =>
        {
            transaction.OnCommitted(() => done.Add("after a failure"));
            throw new InvalidOperationException();
        });
        failing.Should().Throw<InvalidOperationException>();
        tenant.Write(transaction =>
        {
            transaction.OnCommitted(() => done.Add("after a success"));
            done.Add("before");
            return true;
        });

        done.Should().Equal("before", "after a success");
    }
}
