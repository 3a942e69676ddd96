"""What is owed to whoever reported: an answer, news, a watch on managers, a way on to the force."""
