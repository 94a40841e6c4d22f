using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.ResourceManager.Processes;
using FlinkYarn.AppMaster.Tests.Kit;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Processes;

/// <summary>
/// One place inside, all others outside; a handler that, as the ResourceManager, declares anew on each start.
/// </summary>
public sealed class InsideFirstDriverTests : IResourceEventHandler
{
    readonly OnePlace inside = new();
    readonly FakeDriver outside = new();
    readonly InsideFirstDriver driver;
    readonly List<string> started = [];
    int needed;

    public InsideFirstDriverTests() => driver = new InsideFirstDriver(inside, outside);

    [Fact]
    public async Task The_first_worker_starts_inside_and_only_the_others_are_asked_for_outside()
    {
        await StartAsync();

        Need(3);

        started.Should().Equal("inside-1");
        outside.Wanted.Should().Be(2);
    }

    [Fact]
    public async Task One_worker_alone_asks_nothing_of_outside()
    {
        await StartAsync();

        Need(1);

        started.Should().Equal("inside-1");
        outside.Wanted.Should().Be(0);
    }

    [Fact]
    public async Task When_the_one_inside_has_ended_the_next_one_starts_in_its_place()
    {
        await StartAsync();
        Need(1);

        inside.IsTaken = false;
        started.Clear();
        driver.DeclareWanted(1);

        started.Should().Equal("inside-1");
        outside.Wanted.Should().Be(0);
    }

    [Fact]
    public async Task What_is_inside_ends_before_the_application_does()
    {
        await StartAsync();
        inside.BeforeStop = () => outside.Stopped.Should().BeNull();

        await driver.StopAsync(JobStatus.Finished, "", TestContext.Current.CancellationToken);

        outside.Stopped.Should().Be(JobStatus.Finished);
    }

    void IResourceEventHandler.OnWorkerStarting(string resourceId, string host)
    {
        started.Add(resourceId);
        driver.DeclareWanted(needed - started.Count);
    }

    void IResourceEventHandler.OnWorkerEnded(string resourceId, string reason) =>
        throw new InvalidOperationException($"{resourceId} ended: {reason}");

    void IResourceEventHandler.OnProviderLost(Exception failure) =>
        throw new InvalidOperationException("The provider is lost.", failure);

    Task StartAsync() => driver.StartAsync(this, TestContext.Current.CancellationToken);

    void Need(int count)
    {
        needed = count;
        driver.DeclareWanted(count);
    }

    sealed class OnePlace : IResourceManagerDriver
    {
        IResourceEventHandler? events;

        public bool IsTaken { get; set; }

        public Action BeforeStop { get; set; } = () => { };

        public Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
        {
            events = handler;
            return Task.CompletedTask;
        }

        public void DeclareWanted(int count)
        {
            if (count > 0 && !IsTaken)
            {
                IsTaken = true;
                events!.OnWorkerStarting("inside-1", "here");
            }
        }

        public void Release(string resourceId) => IsTaken = false;

        public void ExpectEnd(string resourceId) => throw new NotSupportedException("No test of this class needs it.");

        public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
        {
            BeforeStop();
            return Task.CompletedTask;
        }
    }
}
