using System.Net;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Local;

/// <summary>Makes TaskManagers of this process.</summary>
sealed class InProcessWorker(
    Settings settings, FileSystemRegistry fileSystems, IProgramSource programs, ILoggerFactory loggers)
{
    public TaskManagerProcess Create(
        string resourceId, IMessageStream<TaskManagerMessage, MasterMessage> stream, ActorSystem system) =>
        new(
            new TaskManagerParts
            {
                ResourceId = resourceId,
                Host = Dns.GetHostName(),
                Address = IPAddress.Loopback,
                Credentials = null,
                Master = stream,
                Programs = programs,
                Files = fileSystems,
                Settings = settings,
                Console = new ConsoleStreams(Console.Out, Console.Error),
                Loggers = loggers,
            }, system);
}
