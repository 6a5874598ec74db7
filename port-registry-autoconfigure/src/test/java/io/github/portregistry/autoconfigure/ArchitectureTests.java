package io.github.portregistry.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Tests of who depends on whom in this module.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.portregistry";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void springModuleDoesNotKnowFile() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ROOT + ".autoconfigure..", ROOT + ".actuate..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".file..")
			.check(classes);
	}

	@Test
	void autoConfigurationDoesNotKnowEndpoint() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(ROOT + ".autoconfigure..")
			.and()
			.areNotAnnotatedWith(ManagementContextConfiguration.class)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".actuate..", "org.springframework.boot.actuate..")
			.check(classes);
	}

	@Test
	void packagesOfAutoConfigurationDependOnEachOtherOneWay() {
		String root = ROOT + ".autoconfigure";
		noDependency(root, root + ".claim", root + ".web", root + ".diagnostics");
		noDependency(root + ".claim", root + ".web", root + ".diagnostics", "org.springframework.boot.web..");
		noDependency(root + ".web", root + ".diagnostics");
	}

	private static void noDependency(String from, String... to) {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(from)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(to)
			.check(classes);
	}

	@Test
	void autoConfigurationsAreFinal() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(classes);
	}

}
