package com.example.shop;

/**
 * Settings of payments: http://localhost:8070/pages/success for development.
 */
class PayConfig {

	/* http://localhost:8095/notify */
	private String notifyUrl;

	private String returnUrl = "http://localhost:8070/#/pages/success";

	private int delay = 8095;

}
