package com.example;

class MediaService {

	@Value("${shop.publicUrl:http://localhost:8093}")
	private String publicUrl;

}
