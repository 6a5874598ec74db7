package io.github.portregistry.cli.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the hard-coded ports in the tracked files of a project. The scanner of each kind
 * of file finds what is a port; here is decided which of them is somebody's.
 */
public final class PortAudit {

	private final Map<Integer, PortOwner> owners;

	private final List<String> notes = new ArrayList<>();

	private final List<AuditedFile> files = new ArrayList<>();

	/** Whether nginx runs in a container, so that its port is no port of this machine. */
	private boolean nginxInContainer;

	private PortAudit(Map<Integer, PortOwner> owners) {
		this.owners = owners;
	}

	/**
	 * Look into the files below a folder.
	 * @param directory the folder, as a real path
	 * @param owners whose ports are
	 * @return what was found
	 */
	public static AuditReport of(Path directory, Map<Integer, PortOwner> owners) {
		PortAudit audit = new PortAudit(owners);
		TrackedFiles tracked = new TrackedFiles(directory, audit.notes);
		for (String path : tracked.paths()) {
			FileKind kind = FileKind.of(path);
			SourceText source = (kind != null) ? tracked.read(path) : null;
			if (kind != null && source != null) {
				audit.scan(path, kind, source);
			}
		}
		Path name = directory.getFileName();
		AppNames apps = new AppNames((name != null) ? name.toString() : "", audit.files);
		return new AuditReport(audit.findings(apps), audit.files.size(), audit.notes);
	}

	private void scan(String path, FileKind kind, SourceText source) {
		Places places = new Places(source);
		kind.scanner().scan(path, source, places);
		boolean unitTest = AuditedFile.isUnitTest(path, kind, source);
		this.files.add(new AuditedFile(path, kind, places.app(), unitTest, places.all()));
		this.nginxInContainer |= (kind == FileKind.COMPOSE || kind == FileKind.DOCKERFILE)
				&& source.text().toLowerCase(Locale.ROOT).contains("nginx");
	}

	private List<AuditFinding> findings(AppNames apps) {
		List<AuditFinding> findings = new ArrayList<>();
		for (AuditedFile file : this.files) {
			for (Place place : file.places()) {
				PortOwner owner = this.owners.get(place.port());
				if (owner != null || isApp(file, place, apps)) {
					findings.add(new AuditFinding(file.path(), place.line(), place.column(), place.port(), owner,
							file.kind(), place.form(), apps.guess(file, place)));
				}
			}
		}
		findings.sort(Comparator.comparing(AuditFinding::file));
		return findings;
	}

	/** Whether a port that is nobody's by name is that of an app all the same. */
	private boolean isApp(AuditedFile file, Place place, AppNames apps) {
		int port = place.port();
		if (place.form() == PortForm.OWN_PORT) {
			return !ToolPorts.isOfSystem(port);
		}
		if (ToolPorts.find(port, place.context()) != null && !apps.isOwn(port)) {
			return false;
		}
		if (place.form() == PortForm.LISTEN) {
			return !this.nginxInContainer && !ToolPorts.isOfWebServer(port);
		}
		return !file.unitTest();
	}

}
