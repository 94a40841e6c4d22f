using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Security;
using Grpc.Core;
using Grpc.Net.Client;

namespace FlinkYarn.AppMaster.Tests.Rest;

public sealed class ControlPlaneSecurityTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_manager_with_the_applications_certificate_is_heard()
    {
        await using var master = await RunningMaster.StartAsync();

        var answer = await RegisterAsync(master, shown: master.Credentials);

        answer.Failure.Message.Should().Contain("No TaskManager stranger was started by this ApplicationMaster");
    }

    [Fact]
    public async Task Without_a_certificate_no_stream_is_opened_although_the_secret_is_known()
    {
        await using var master = await RunningMaster.StartAsync();

        var registering = () => RegisterAsync(master, shown: null);

        (await registering.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should()
            .Be(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task Another_applications_certificate_opens_no_connection()
    {
        await using var master = await RunningMaster.StartAsync();
        using var other = ApplicationCredentials.Create("application_1795414646467_0006", TimeProvider.System);

        var registering = () => RegisterAsync(master, shown: other);

        // No answer of the service but a broken connection; how far HTTP/2 came by then decides over the code.
        var refused = (await registering.Should().ThrowAsync<RpcException>()).Which.Status;
        refused.StatusCode.Should().BeOneOf(StatusCode.Unavailable, StatusCode.Internal);
        refused.DebugException.Should().NotBeNull("the transport broke, nobody answered");
    }

    static async Task<MasterMessage> RegisterAsync(RunningMaster master, ApplicationCredentials? shown)
    {
        using var channel = GrpcChannel.ForAddress(
            $"https://127.0.0.1:{master.Port}",
            new GrpcChannelOptions
            {
                HttpHandler = RunningMaster.Caller(master.Credentials, shown),
                DisposeHttpClient = true,
            });
        var headers = new Metadata { { "Authorization", $"Bearer {master.Credentials.Secret}" } };
        using var call = new ControlPlane.ControlPlaneClient(channel).Connect(headers, cancellationToken: Cancel);
        try
        {
            await call.RequestStream.WriteAsync(
                new TaskManagerMessage
                {
                    RequestId = 1,
                    Register = new RegisterTaskManager
                    {
                        ResourceId = "stranger",
                        InstanceId = "1",
                        Host = "host",
                        DataPort = 1,
                        Slots = 1,
                        Version = FlinkYarnVersion.Current,
                    },
                }, Cancel);
        }
        catch (Exception refused) when (refused is InvalidOperationException or RpcException or IOException)
        {
            // The call has ended already; reading says how.
        }

        (await call.ResponseStream.MoveNext(Cancel)).Should().BeTrue();
        return call.ResponseStream.Current;
    }
}
