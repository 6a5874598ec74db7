package io.github.portregistry.sample;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Shows the name and the port of the app.
 */
@RestController
class HomeController {

	private final String name;

	HomeController(@Value("${spring.application.name}") String name) {
		this.name = HtmlUtils.htmlEscape(name);
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String home(HttpServletRequest request) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width">
				<title>%1$s</title>
				</head>
				<body>
				<h1>%1$s</h1>
				<p>This app has port %2$d.</p>
				<p>All ports of this machine: <a href="/actuator/ports">/actuator/ports</a></p>
				</body>
				</html>
				""".formatted(this.name, request.getLocalPort());
	}

}
