package io.github.portregistry.sample;

import java.util.ArrayList;
import java.util.List;

import io.github.portregistry.instance.Checkout;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * Calls other apps by their names.
 */
@RestController
class CallController {

	private static final ParameterizedTypeReference<List<Answer>> ANSWERS = new ParameterizedTypeReference<>() {
	};

	private final Answer own;

	private final RestClient client;

	CallController(@Value("${spring.application.name}") String name, @LoadBalanced RestClient.Builder builder) {
		String worktree = Checkout.ofThisProgram().map(Checkout::worktree).orElse("main");
		this.own = new Answer(name, ProcessHandle.current().pid(), worktree);
		this.client = builder.build();
	}

	/**
	 * Tell who this app is, and have others tell who they are.
	 * @param via the names of the apps, the first of which calls the others
	 * @return the answers of all
	 */
	@GetMapping("/call")
	List<Answer> call(@RequestParam(defaultValue = "") List<String> via) {
		List<Answer> answers = new ArrayList<>(List.of(this.own));
		if (!via.isEmpty()) {
			String others = String.join(",", via.subList(1, via.size()));
			answers.addAll(this.client.get()
				.uri("http://{name}/call?via={others}", via.get(0), others)
				.retrieve()
				.requiredBody(ANSWERS));
		}
		return answers;
	}

	record Answer(String name, long pid, String worktree) {

	}

}
