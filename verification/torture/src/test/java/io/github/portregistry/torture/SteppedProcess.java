package io.github.portregistry.torture;

import java.net.BindException;
import java.util.List;
import java.util.Map;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.MethodExitEvent;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodEntryRequest;
import com.sun.jdi.request.MethodExitRequest;
import io.github.portregistry.testsupport.JavaProcess;

/**
 * A process that stops before and after each method of the classes that write files, by
 * means of the debugger's interface: what is tested needs no hooks for it.
 */
final class SteppedProcess implements AutoCloseable {

	private static final List<String> CLASSES = List.of("io.github.portregistry.file.AtomicFile",
			"io.github.portregistry.file.FileChanges", "io.github.portregistry.file.LostFiles",
			"io.github.portregistry.file.RegistryBackup", "io.github.portregistry.file.RemovedNames",
			"io.github.portregistry.file.TemporaryFile");

	private static final int ATTEMPTS = 10;

	private final JavaProcess process;

	private final VirtualMachine machine;

	private EventSet events;

	private SteppedProcess(JavaProcess process, VirtualMachine machine) {
		this.process = process;
		this.machine = machine;
	}

	static SteppedProcess start(Class<?> mainClass, Object... processArguments) throws Exception {
		ListeningConnector connector = Bootstrap.virtualMachineManager()
			.listeningConnectors()
			.stream()
			.filter((each) -> each.transport().name().equals("dt_socket"))
			.findFirst()
			.orElseThrow();
		Map<String, Argument> arguments = connector.defaultArguments();
		arguments.get("localAddress").setValue("127.0.0.1");
		arguments.get("port").setValue("0");
		String address = startListening(connector, arguments);
		String port = address.substring(address.lastIndexOf(':') + 1);
		JavaProcess process = TortureCommand.of(mainClass, processArguments)
			.options("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:" + port)
			.start();
		VirtualMachine machine = connector.accept(arguments);
		connector.stopListening(arguments);
		EventRequestManager requests = machine.eventRequestManager();
		for (String name : CLASSES) {
			MethodEntryRequest entry = requests.createMethodEntryRequest();
			entry.addClassFilter(name);
			entry.enable();
			MethodExitRequest exit = requests.createMethodExitRequest();
			exit.addClassFilter(name);
			exit.enable();
		}
		return new SteppedProcess(process, machine);
	}

	/**
	 * Listen on a port that the system chooses. Until it is listened on, another socket
	 * may be bound to it: then on the next one.
	 */
	private static String startListening(ListeningConnector connector, Map<String, Argument> arguments)
			throws Exception {
		for (int attempt = 1;; attempt++) {
			try {
				return connector.startListening(arguments);
			}
			catch (BindException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Let the process run to its next step.
	 * @return what the step is, {@code null} if the process has ended
	 */
	String step() throws InterruptedException {
		try {
			while (true) {
				if (this.events != null) {
					this.events.resume();
				}
				this.events = this.machine.eventQueue().remove();
				for (Event event : this.events) {
					if (event instanceof MethodEntryEvent entry) {
						return "before " + name(entry.method());
					}
					if (event instanceof MethodExitEvent exit) {
						return "after " + name(exit.method());
					}
				}
			}
		}
		catch (VMDisconnectedException ex) {
			return null;
		}
	}

	private static String name(Method method) {
		return method.declaringType().name().replaceAll(".*\\.", "") + "." + method.name();
	}

	void kill() throws InterruptedException {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
