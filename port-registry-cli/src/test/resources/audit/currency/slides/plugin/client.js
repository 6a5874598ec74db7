(function() {
	if( window.location.host === 'localhost:1957' ) return;
	var retries = 3000;
}());
