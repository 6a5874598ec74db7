package io.github.portregistry;

import java.nio.channels.FileChannel;
import java.nio.file.Files;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what may depend on what.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.portregistry";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("/testsupport/"))
		.importPackages(ROOT);

	@ParameterizedTest
	@CsvSource({ "support, support", "net, support", "instance, support", "file, instance" })
	void servingPackagesDependOnOneOtherAtMostAndSupport(String name, String other) {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(ROOT + "." + name)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "." + name, ROOT + "." + other, ROOT + ".support", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void onlyOneClassChangesFiles() {
		ArchRuleDefinition.noClasses()
			.that()
			.doNotHaveFullyQualifiedName(ROOT + ".file.FileChanges")
			.should()
			.callMethodWhere(
					JavaCall.Predicates.target(HasOwner.Predicates.With.owner(JavaClass.Predicates.type(Files.class)))
						.and(JavaCall.Predicates.target(HasName.Predicates
							.nameMatching("move|copy|delete.*|write.*|create.*|newOutputStream|newByteChannel"))))
			.check(CLASSES);
	}

	@Test
	void moduleDependsOnNothingButJavaAndJspecify() {
		ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + "..", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	/** Each package but the root has a rule above, and these rules have no cycle. */
	@Test
	void packagesHaveNoCycles() {
		assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct()).containsExactlyInAnyOrder(ROOT,
				ROOT + ".file", ROOT + ".instance", ROOT + ".net", ROOT + ".support");
	}

	@Test
	void onlyFilePackageOpensChannels() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(ROOT + ".file")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(FileChannel.class)
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map((type) -> type.getPackage().getName()).distinct())
			.contains(ROOT, ROOT + ".file", ROOT + ".instance", ROOT + ".net", ROOT + ".support")
			.allMatch((name) -> CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class));
		assertThat(CLASSES.stream().map((type) -> type.getPackage()))
			.allMatch((JavaPackage javaPackage) -> javaPackage.tryGetPackageInfo().isPresent());
	}

}
