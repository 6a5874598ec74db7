package com.example;

//@FeignClient(name="exchange", url="localhost:8050")
class ConversionController {

	Conversion convert() {
		// http://localhost:8050/exchange
		return this.template.getForEntity("http://localhost:8050/exchange/from/{from}", Conversion.class);
	}

}
