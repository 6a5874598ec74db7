package io.github.portregistry.support;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgramName}. Arguments that must not be shown hold "secret".
 */
class ProgramNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			java -Dpassword=secret -cp a:b com.acme.Main secret | java com.acme.Main
			/opt/jdk/bin/java -p a -m com.acme/com.acme.Main secret | java com.acme.Main
			java --class-path=a --add-opens java.base/java.lang=ALL-UNNAMED com.acme.Main | java com.acme.Main
			java -Xmx1g -jar /x/app.jar --token=secret | java app.jar
			C:\\jdk\\bin\\java.exe -jar C:\\x\\app.jar | java.exe app.jar
			java --source 17 Hello.java secret | java Hello.java
			java -jar | java
			java | java
			python3 -m http.server 8000 | python3 -m http.server
			/usr/bin/python3.11 -u -B /x/web_app.py secret | python3.11 web_app.py
			python3 -c secret | python3
			python3 -W secret x.py | python3
			python3 | python3
			node --require ./secret app.js | node
			node --inspect /x/app.js secret | node app.js
			ruby /x/app.rb secret | ruby app.rb
			sh -c secret | sh
			/usr/sbin/nginx -g secret | nginx
			/opt/javac -cp secret | javac
			""")
	void ofWhenCommandHasArgumentsShowsNoSecret(String commandLine, String name) {
		assertThat(ProgramName.of(List.of(commandLine.split(" ")))).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "java @args.txt", "java @args.txt secret", "java --module=com.acme/com.acme.Main secret",
			"php -d password=secret app.php", "perl -E secret", "php -B secret", "bash -s secret",
			"ruby -I secret app.rb", "php -S secret:8000" })
	void ofWhenMeaningOfArgumentIsNotSureDoesNotShowIt(String commandLine) {
		assertThat(ProgramName.of(List.of(commandLine.split(" ")))).doesNotContain("secret");
	}

	@Test
	void ofWhenProgramWroteItsOwnTitleDoesNotShowArguments() {
		assertThat(ProgramName.of(List.of("nginx: master process /usr/sbin/nginx -g secret"))).startsWith("nginx")
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u001b", "\n", "\u0007", "\u007f", "\u009b" })
	void ofWhenNameHasControlCharacterReplacesIt(String character) {
		assertThat(ProgramName.of(List.of("java", "-jar", "a" + character + "[31mb.jar")))
			.isEqualTo("java a?[31mb.jar");
	}

	@Test
	void ofWhenThereIsNoCommandReturnsNull() {
		assertThat(ProgramName.of(List.of())).isNull();
		assertThat(ProgramName.of(List.of(""))).isNull();
	}

}
